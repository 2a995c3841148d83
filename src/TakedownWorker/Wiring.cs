using Microsoft.Extensions.DependencyInjection.Extensions;
using TakedownWorker.ContactLookup;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Jobs;
using TakedownWorker.Mail;
using TakedownWorker.Packs;
using TakedownWorker.Privacy;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns;

namespace TakedownWorker;

/// <summary>
/// The one place that knows every folder and calls its AddX. Clocks that are registered before stay: a demo or a story
/// brings its own.
/// </summary>
internal static class Wiring
{
    /// <summary>Everything but the database: enough to look, to find routes, to preview letters.</summary>
    /// <exception cref="InvalidPacksException">A pack is faulty; the message lists every fault.</exception>
    public static IServiceCollection AddTakedownCore(this IServiceCollection services, TakedownOptions options)
    {
        services.TryAddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        services.TryAddKeyedSingleton(Clocks.Machine, TimeProvider.System);
        return services
            .AddLogging()
            .AddSingleton(options)
            .AddPacks(options)
            .AddFetching()
            .AddContactLookup();
    }

    /// <summary>All of it.</summary>
    /// <exception cref="InvalidPacksException">A pack is faulty; the message lists every fault.</exception>
    public static IServiceCollection AddTakedown(this IServiceCollection services, TakedownOptions options) => services
        .AddTakedownCore(options)
        .AddPrivacy(options)
        .AddStorage(options)
        .AddMail(options)
        .AddTakedowns(
            new BriefingRecipients([.. options.Caseworkers.Select(c => c.Email)]),
            new LookPumpSettings(options.Monitoring.Concurrency, OptionPeriods.Duration(options.Monitoring.PerHostGap)),
            new OutboxSettings(options.Mail.Outgoing.FirstLettersPerHour));

    public static Schedule Schedule(TakedownOptions o) => new(
        OptionPeriods.Duration(o.Jobs.Looks), OptionPeriods.Duration(o.Jobs.WakeUps), OptionPeriods.Duration(o.Jobs.RouteLookUps),
        OptionPeriods.Duration(o.Jobs.Outbox), OptionPeriods.Duration(o.Jobs.Checkpoint), OptionPeriods.Duration(o.Evidence.CheckpointEvery));
}
