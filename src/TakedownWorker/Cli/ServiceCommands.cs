using System.CommandLine;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>run</c>, <c>demo</c>, <c>doctor</c>, <c>db migrate</c>.</summary>
internal static class ServiceCommands
{
    public static Command Run(ICommandServices services)
    {
        var run = new Command("run", "Runs the service (the default).");
        run.SetAction((_, cancellationToken) => services.RunServiceAsync(cancellationToken));
        return run;
    }

    public static Command Demo(ICommandServices services)
    {
        var folder = new Option<string>("--out") { Description = "Folder for letters, briefings and outcomes.json.", DefaultValueFactory = _ => "demo-out" };
        var demo = new Command("demo", "A whole story in under a minute, on this machine only. Nothing leaves it.") { folder };
        demo.SetAction((parsed, cancellationToken) => services.RunDemoAsync(parsed.GetValue(folder)!, Console.Out, cancellationToken));
        return demo;
    }

    public static Command Db(ICommandServices services)
    {
        var migrate = new Command("migrate", "Brings the database to this version.");
        migrate.SetAction(async (_, cancellationToken) =>
        {
            try
            {
                var applied = await services.Get<IDatabaseMigrator>().MigrateAsync(cancellationToken);
                await Output.LineAsync(applied.Count == 0 ? "The database is at this version." : string.Join(Environment.NewLine, applied));
                return 0;
            }
            catch (Exception e) when (e is DatabaseException or MasterKeyException)
            {
                throw new CommandException(e.Message);
            }
        });
        return new Command("db", "The database.") { migrate };
    }

    public static Command Doctor(ICommandServices services)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var doctor = new Command("doctor", "Tries what the service needs and says how to mend what is wrong.") { json };
        doctor.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await DoctorChecks.RunAsync(services, cancellationToken);
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(findings);
            }
            else
            {
                foreach (var f in findings)
                {
                    await Output.LineAsync($"{f.State,-5} {f.What}: {f.Says}");
                }
            }

            return findings.Any(f => f.State == "wrong") ? 1 : 0;
        });
        return doctor;
    }
}
