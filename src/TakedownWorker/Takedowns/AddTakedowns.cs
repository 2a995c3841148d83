namespace TakedownWorker.Takedowns;

/// <summary>Registers the runner, the desks, the pump and the sweeps.</summary>
internal static class TakedownsRegistration
{
    public static IServiceCollection AddTakedowns(
        this IServiceCollection services, BriefingRecipients recipients, LookPumpSettings looks, OutboxSettings outbox) => services
        .AddSingleton(recipients)
        .AddSingleton(looks)
        .AddSingleton(outbox)
        .AddSingleton<LetterDesk>()
        .AddSingleton<BriefingDesk>()
        .AddSingleton<CaseRunner>()
        .AddSingleton<CaseEvents>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<TaskDesk>()
        .AddSingleton<CompanionDesk>()
        .AddSingleton<HoldDesk>()
        .AddSingleton<RouteDesk>()
        .AddSingleton<RecheckDesk>()
        .AddSingleton<CaseShow>()
        .AddSingleton<LetterPreview>()
        .AddSingleton<LookWriter>()
        .AddSingleton<OutageWatch>()
        .AddSingleton<LookPump>()
        .AddSingleton<WakeUpSweep>()
        .AddSingleton<RouteSweep>()
        .AddSingleton<OutboxSweep>();
}
