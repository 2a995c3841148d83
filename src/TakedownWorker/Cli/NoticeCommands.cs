using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>notice preview</c> and <c>notice withdraw</c>.</summary>
internal static class NoticeCommands
{
    public static Command Create(ICommandServices services) =>
        new("notice", "Letters.") { Preview(services), Withdraw(services) };

    private static Command Preview(ICommandServices services)
    {
        var url = new Option<string>("--url") { Description = "The reported address.", Required = true };
        var basis = new Option<string>("--basis") { Description = "Id of the legal basis.", DefaultValueFactory = _ => "generic-aup" };
        var language = new Option<string>("--lang") { Description = "Language of the letter.", DefaultValueFactory = _ => "en" };
        var facts = new Option<string?>("--facts") { Description = "File with one case as JSON, names as in case import." };
        var specimen = new Option<bool>("--specimen") { Description = "Harmless facts stand for those not given." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var preview = new Command("preview", "The letter as it would go, or what it lacks. Sends nothing.") { url, basis, language, facts, specimen, json };
        preview.SetAction(async (parsed, _) =>
        {
            var result = Render(services, new NoticePreviewRequest(
                parsed.GetValue(url)!, parsed.GetValue(basis)!, parsed.GetValue(language)!, Read(parsed.GetValue(facts)), parsed.GetValue(specimen)));
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(result);
            }
            else if (result.Missing.IsEmpty)
            {
                await Output.LineAsync($"To: {result.To}\nSubject: {result.Subject}\n\n{result.Text}");
            }

            if (!result.Missing.IsEmpty)
            {
                await Console.Error.WriteLineAsync($"The letter cannot be written: missing {string.Join(", ", result.Missing)}.");
                return 1;
            }

            return 0;
        });
        return preview;
    }

    private static Command Withdraw(ICommandServices services)
    {
        var id = new Argument<string>("ID") { Description = "Id of the letter, as case show prints it." };
        var withdraw = new Command("withdraw", "Takes a letter back: reminders stop and its recipient is told.") { id };
        withdraw.SetAction(async (parsed, cancellationToken) =>
        {
            var text = parsed.GetValue(id)!;
            var store = await services.WithDatabaseAsync<ICaseStore>(cancellationToken);
            var found = Guid.TryParseExact(text, "N", out var guid) ? await store.FindByNoticeAsync(new NoticeId(guid), cancellationToken) : null;
            if (found is null)
            {
                throw new CommandException($"There is no letter '{text}'. See 'case show'.");
            }

            var runner = await services.WithDatabaseAsync<CaseRunner>(cancellationToken);
            var notice = new NoticeId(guid);
            await runner.TellLetterAsync(
                found.Value, notice,
                (_, _) => new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, new CaseworkerAction.WithdrewNotice(notice)), cancellationToken);
            await Output.LineAsync("Withdrawn. If it had left, its recipient is told; nothing more is written about its addresses until you settle the task.");
            return 0;
        });
        return withdraw;
    }

    private static NoticePreview Render(ICommandServices services, NoticePreviewRequest request)
    {
        try
        {
            return services.Get<INoticePreview>().Preview(request);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static string? Read(string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The file '{file}' cannot be read ({e.GetType().Name}). Check its name and permissions.");
        }
    }
}
