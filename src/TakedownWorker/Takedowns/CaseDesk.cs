using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>
/// What people do to cases: open, add, pause, resume, close, erase, mark as possibly under 18, record facts. Every change
/// goes through the runner, so that it is decided about, kept in the ledger and committed at once.
/// </summary>
internal sealed class CaseDesk(ICaseStore store, CaseRunner runner, IRulebookSource rulebooks)
{
    private const int ReferenceTries = 5;

    /// <summary>Opens a case, or adds what is new to the one that the caller's id names.</summary>
    public async Task<Answer<OpenedCase>> OpenAsync(CaseReport report, CancellationToken cancellationToken)
    {
        if (report.Policy is { } policy && !rulebooks.PolicyNames.Contains(policy))
        {
            return Answer<OpenedCase>.No($"Unknown policy '{policy}'. There are: {string.Join(", ", rulebooks.PolicyNames)}.");
        }

        for (var attempt = 1; ; attempt++)
        {
            if (report.CallerId is { } callerId && await store.FindByCallerIdAsync(callerId, cancellationToken) is { } known)
            {
                return await AddAsync(known, report, cancellationToken);
            }

            try
            {
                return await CreateAsync(report, cancellationToken);
            }
            catch (DuplicateCaseException) when (attempt < ReferenceTries)
            {
                // The reference was taken by chance, or another import made the same case just now: look again.
            }
        }
    }

    public async Task<Answer<OpenedCase>> AddUrlsAsync(string reference, CaseReport urls, CancellationToken cancellationToken) =>
        await IdAsync(reference, cancellationToken) is { } id
            ? await AddAsync(id, urls, cancellationToken)
            : Answer<OpenedCase>.No(Unknown(reference));

    public Task<Answer<CaseFacts>> PauseAsync(string reference, CancellationToken cancellationToken) => ChangeAsync(
        reference, "paused", f => f.Paused ? "It is paused already." : null, f => f with { Paused = true }, cancellationToken);

    /// <summary>Cannot lift a quarantine (DESIGN 4.2).</summary>
    public Task<Answer<CaseFacts>> ResumeAsync(string reference, CancellationToken cancellationToken) => ChangeAsync(
        reference, "resumed", f => f.Quarantined ? "It is quarantined; resume cannot lift that." : f.Paused ? null : "It is not paused.",
        f => f with { Paused = false }, cancellationToken);

    public Task<Answer<CaseFacts>> CloseAsync(string reference, CaseClosure how, CancellationToken cancellationToken) => ChangeAsync(
        reference, "closed", f => f.Closure != CaseClosure.None ? $"It was closed as {f.Closure.ToString().ToLowerInvariant()} already." : null,
        f => f with { Closure = how }, cancellationToken);

    /// <summary>The person may be under 18: everything stops at once (DESIGN 4.2).</summary>
    public Task<Answer<CaseFacts>> QuarantineAsync(string reference, CancellationToken cancellationToken) => ChangeAsync(
        reference, "under18", _ => null, f => f with { Under18 = Tri.Yes }, cancellationToken);

    /// <summary>Records what was missing: authority, adult confirmation, consent.</summary>
    public Task<Answer<CaseFacts>> RecordAsync(
        string reference, string what, Func<CaseFacts, CaseFacts> change, CancellationToken cancellationToken) =>
        ChangeAsync(reference, what, f => f.Quarantined ? "It is quarantined; nothing can be recorded." : null, change, cancellationToken);

    /// <summary>Tells every takedown of the case, or one, what a caseworker did.</summary>
    public async Task<Answer<CaseFacts>> ActAsync(
        string reference, CaseworkerAction action, Func<Takedown, bool> which, CancellationToken cancellationToken)
    {
        if (await IdAsync(reference, cancellationToken) is not { } id)
        {
            return Answer<CaseFacts>.No(Unknown(reference));
        }

        var result = await runner.RunAsync(
            id,
            file => new CaseInput(file, [new AddressedEvent(
                new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, action), [.. file.Takedowns.Where(which).Select(t => t.Id)])]),
            cancellationToken);
        return result is null ? Answer<CaseFacts>.No(Unknown(reference)) : result.File.Facts;
    }

    public Task<Answer<CaseFacts>> WithdrawNoticeAsync(string reference, NoticeId notice, CancellationToken cancellationToken) =>
        ActAsync(reference, new CaseworkerAction.WithdrewNotice(notice), t => t.Items.Any(i => i.Notice == notice), cancellationToken);

    public async Task<CaseId?> IdAsync(string reference, CancellationToken cancellationToken) =>
        CaseReference.Parse(reference) is { } valid ? await store.FindAsync(valid, cancellationToken) : null;

    public static string Unknown(string reference) => CaseReference.Parse(reference) is null
        ? $"'{reference}' is not a case reference. It looks like TD-7K2M9Q; see 'case list'."
        : $"There is no case {CaseReference.Parse(reference)}, or it was erased. See 'case list'.";

    private async Task<Answer<OpenedCase>> CreateAsync(CaseReport report, CancellationToken cancellationToken)
    {
        var id = new CaseId(Guid.NewGuid());
        var reference = CaseReference.From(RandomNumberGenerator.GetBytes(CaseReference.RandomBytes));
        await using var session = await store.CreateAsync(report.ToFacts(id, reference, runner.Now), cancellationToken);
        var input = WithNew(session.File, report);
        await runner.StartAsync(session, input, cancellationToken);
        return new OpenedCase(reference, IsNew: true, input.File.Takedowns.Length, report.Urls.Length - input.File.Takedowns.Length);
    }

    private async Task<Answer<OpenedCase>> AddAsync(CaseId id, CaseReport report, CancellationToken cancellationToken)
    {
        var before = 0;
        string? stopped = null;
        var result = await runner.RunAsync(
            id,
            file =>
            {
                before = file.Takedowns.Length;
                var known = report.NewTakedowns(id, file.Takedowns, runner.Now).IsEmpty && !BringsMinor(file, report);
                stopped = known ? null : Stopped(file.Facts);
                return known || stopped is not null ? CaseInput.Nothing(file) : WithNew(file, report);
            },
            cancellationToken);
        if (result is null || stopped is not null)
        {
            return Answer<OpenedCase>.No(stopped ?? "The case was erased.");
        }

        var added = result.File.Takedowns.Length - before;
        return new OpenedCase(result.File.Facts.Reference, IsNew: false, added, report.Urls.Length - added);
    }

    private static string? Stopped(CaseFacts facts) =>
        facts.Quarantined ? $"{facts.Reference} is quarantined: nothing is added to it."
        : facts.Closure != CaseClosure.None ? $"{facts.Reference} is closed: open a new case for further addresses."
        : null;

    /// <summary>A later report may always say that the person may be under 18, and that is never dropped (DESIGN 4.2).</summary>
    private static bool BringsMinor(CaseFile file, CaseReport report) =>
        !file.Facts.Quarantined && (report.Under18 == Tri.Yes || report.Adult == Tri.No);

    private CaseInput WithNew(CaseFile file, CaseReport report)
    {
        var added = report.NewTakedowns(file.Facts.Id, file.Takedowns, runner.Now);
        var all = file with { Takedowns = file.Takedowns.AddRange(added) };
        if (!BringsMinor(file, report))
        {
            return added.IsEmpty ? CaseInput.Nothing(file) : new CaseInput(all, [.. added.Select(Reported)]);
        }

        var minor = all with { Facts = all.Facts with { Under18 = Tri.Yes } };
        return new CaseInput(minor, [.. added.Select(Reported), new AddressedEvent(
            new TakedownEvent.CaseChanged(Guid.NewGuid(), runner.Now, "under18"), [.. minor.Takedowns.Select(t => t.Id)])]);
    }

    private AddressedEvent Reported(Takedown t) =>
        new(new TakedownEvent.Reported(DerivedId.From("reported", t.Id.ToString()), runner.Now), [t.Id]);

    private async Task<Answer<CaseFacts>> ChangeAsync(
        string reference, string what, Func<CaseFacts, string?> refuse, Func<CaseFacts, CaseFacts> change, CancellationToken cancellationToken)
    {
        if (await IdAsync(reference, cancellationToken) is not { } id)
        {
            return Answer<CaseFacts>.No(Unknown(reference));
        }

        string? refused = null;
        var result = await runner.RunAsync(
            id,
            file =>
            {
                refused = refuse(file.Facts);
                return refused is not null
                    ? CaseInput.Nothing(file)
                    : new CaseInput(file with { Facts = change(file.Facts) }, [new AddressedEvent(
                        new TakedownEvent.CaseChanged(Guid.NewGuid(), runner.Now, what), [.. file.Takedowns.Select(t => t.Id)])]);
            },
            cancellationToken);
        return refused is not null ? Answer<CaseFacts>.No($"{CaseReference.Parse(reference)}: {refused}")
            : result is null ? Answer<CaseFacts>.No(Unknown(reference))
            : result.File.Facts;
    }
}

/// <summary>What opening or adding did.</summary>
internal sealed record OpenedCase(string Reference, bool IsNew, int UrlsNew, int Unchanged);
