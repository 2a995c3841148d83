using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// A whole installation on fake clocks: the real runner, deciders, packs and a real SQLite file; pages and the mail server
/// are scripted. Months pass in milliseconds. A world can die and rise again on the same file.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string Caseworker = "desk@helpline.test";

    /// <summary>Far above what one instant of a story needs: a settling that never ends is a bug that must not hang.</summary>
    private const int MostRounds = 500;

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly string folder;
    private readonly Action<TakedownOptions>? configure;
    private ServiceProvider services;

    private readonly bool scripted;

    private World(string folder, Action<TakedownOptions>? configure, bool scripted)
    {
        this.scripted = scripted;
        this.folder = folder;
        this.configure = configure;
        services = Build();
    }

    public ScriptedPages Pages { get; } = new();

    public ScriptedMail Mail { get; } = new();

    public FakeTimeProvider Domain { get; } = new(Some.Start.ToDateTimeOffset());

    public FakeTimeProvider Machine { get; } = new(Some.Start.ToDateTimeOffset());

    /// <summary>When set, counts calls to store and mail, and dies after the planned one.</summary>
    public CrashPlan Crash { get; private set; } = new(dieAfter: null);

    public Instant Now => Instant.FromDateTimeOffset(Domain.GetUtcNow());

    public string Reference { get; private set; } = "";

    public CaseDesk Desk => services.GetRequiredService<CaseDesk>();

    public TaskDesk Tasks => services.GetRequiredService<TaskDesk>();

    public ILedger Ledger => services.GetRequiredService<ILedger>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="configure">Changes to the story's configuration.</param>
    /// <param name="dieAfter">Number of the call after which the process dies; null: it lives.</param>
    /// <param name="scripted">False: real looks and real mail, to servers that the test started.</param>
    public static async Task<World> StartAsync(Action<TakedownOptions>? configure = null, int? dieAfter = null, bool scripted = true)
    {
        var own = Directory.CreateTempSubdirectory("takedown-world-").FullName;
        foreach (var file in Directory.EnumerateFiles(await Template.Value))
        {
            File.Copy(file, Path.Combine(own, Path.GetFileName(file)));
        }

        var world = new World(own, configure, scripted) { Crash = new CrashPlan(dieAfter) };
        await world.services.GetRequiredService<IDatabaseMigrator>().PrepareAsync(Token);
        return world;
    }

    /// <summary>Opens one case with authority, adult confirmation and witness.</summary>
    public async Task OpenAsync(params string[] urls)
    {
        var opened = await Desk.OpenAsync(Report(urls), Token);
        Reference = opened.Value!.Reference;
    }

    /// <summary>One case of an import.</summary>
    public async Task ImportAsync(CaseReport report) => Reference = (await Desk.OpenAsync(report, Token)).Value!.Reference;

    public static CaseReport Report(params ReadOnlySpan<string> urls) => new()
    {
        Urls = [.. urls.ToArray().Select(u => ReportedUrl.Parse(u).Url!)],
        CallerId = "story",
        Adult = Tri.Yes,
        Under18 = Tri.No,
        Authority = new Authority("the person", Some.Start.InUtc().Date, "all", null),
        Witness = new Witness("desk", Some.Start.InUtc().Date),
        Caseworker = Caseworker,
    };

    /// <summary>Lets domain time pass in steps of ten minutes, everything due done at each, approvals given when asked for.</summary>
    public async Task PassAsync(Duration time, bool approve = true)
    {
        var end = Now + time;
        do
        {
            await SettleAsync(approve);
            var step = Duration.Min(Duration.FromMinutes(10), end - Now).ToTimeSpan();
            Domain.Advance(step);
            Machine.Advance(step);
        }
        while (Now < end);
        await SettleAsync(approve);
    }

    /// <summary>Does all that is due at this instant.</summary>
    public async Task SettleAsync(bool approve = true)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var done = await Get<LookPump>().TopUpAsync(Token);
            await Get<LookPump>().DrainAsync(Token);
            Crash.ThrowIfDead();
            done += await Get<WakeUpSweep>().RunAsync(Token);
            done += await Get<RouteSweep>().RunAsync(Token);
            done += await Get<OutboxSweep>().RunAsync(Token);
            Crash.ThrowIfDead();
            if (done == 0)
            {
                return;
            }

            if (approve && Reference.Length > 0)
            {
                foreach (var task in (await ShowAsync()).Tasks.Where(t => t.Kind == "approve-letter"))
                {
                    await Tasks.ApproveAsync(task.Id, new Approving("desk"), Token);
                }
            }
        }
    }

    public async Task<CaseView> ShowAsync() =>
        (await Get<CaseShow>().ShowAsync((await Desk.IdAsync(Reference, Token))!.Value, Token))!;

    /// <summary>The process is gone; a new one starts on the same file once all leases have run out.</summary>
    public async Task RiseAsync()
    {
        await services.DisposeAsync();
        Crash = new CrashPlan(dieAfter: null);
        Machine.Advance(TimeSpan.FromMinutes(30));
        services = Build();
        await services.GetRequiredService<IDatabaseMigrator>().PrepareAsync(Token);
        if (Reference.Length == 0 && await Get<ICaseStore>().FindByCallerIdAsync("story", Token) is { } id)
        {
            Reference = (await Get<CaseShow>().ShowAsync(id, Token))!.Ref;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ServiceProvider Build()
    {
        var collection = new ServiceCollection()
            .AddKeyedSingleton<TimeProvider>(Clocks.Domain, Domain)
            .AddKeyedSingleton<TimeProvider>(Clocks.Machine, Machine)
            .AddTakedown(Options());
        if (!scripted)
        {
            // The gap before a host is asked again within one look is waited for on the machine clock, which stands still here.
            return collection.Replace(ServiceDescriptor.Singleton(s => FetchSettings.From(s.GetRequiredService<TakedownOptions>().Monitoring) with { PerHostGap = TimeSpan.Zero }))
                .BuildServiceProvider();
        }

        collection.Replace(ServiceDescriptor.Singleton<IPageFetcher>(Pages));
        collection.Replace(ServiceDescriptor.Singleton<IOwnOutage>(Pages));
        collection.Replace(ServiceDescriptor.Singleton<IVantages>(Pages));
        collection.Replace(ServiceDescriptor.Singleton<IMailSender>(_ => new CrashingMail(Mail, Crash)));
        collection.Decorate<ICaseStore>(inner => new CrashingCaseStore(inner, Crash));
        collection.Decorate<ILookQueue>(inner => new CrashingLooks(inner, Crash));
        collection.Decorate<IWakeUpQueue>(inner => new CrashingWakeUps(inner, Crash));
        collection.Decorate<IRouteWorkQueue>(inner => new CrashingRoutes(inner, Crash));
        collection.Decorate<IOutbox>(inner => new CrashingOutbox(inner, Crash));
        return collection.BuildServiceProvider();
    }

    private TakedownOptions Options()
    {
        var options = new TakedownOptions { DataDirectory = folder };
        options.Contacts.LookUp = false;
        options.Organisation.From = "takedown@helpline.test";
        options.Mail.Outgoing.Mode = OutgoingMode.Smtp;
        options.Mail.Outgoing.Host = "scripted";
        options.Monitoring.ControlUrls.Add("https://control.test/");
        options.Caseworkers.Add(new CaseworkerOptions { Email = Caseworker });
        options.LegalBases.Reviews.Add(new BasisReviewOptions { Basis = "us-take-it-down", By = "test", On = "2026-01-01" });
        options.LegalBases.Reviews.Add(new BasisReviewOptions { Basis = "generic-aup", By = "test", On = "2026-01-01" });
        configure?.Invoke(options);
        return options;
    }

    /// <summary>A prepared database and its key, copied for each world: migrating every time would cost more than the stories.</summary>
    private static async Task<string> MakeTemplateAsync()
    {
        var template = Directory.CreateTempSubdirectory("takedown-template-").FullName;
        await using var provider = new ServiceCollection()
            .AddTakedown(new TakedownOptions { DataDirectory = template })
            .BuildServiceProvider();
        await provider.GetRequiredService<IDatabaseMigrator>().PrepareAsync(CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return template;
    }
}
