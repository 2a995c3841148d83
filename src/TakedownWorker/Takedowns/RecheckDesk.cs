using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Takedowns;

/// <summary>A look that a caseworker wants now.</summary>
internal sealed class RecheckDesk(CaseDesk cases, CaseRunner runner)
{
    /// <summary>Makes a look due at once, so that it happens within a minute while the service runs.</summary>
    /// <param name="url">A reported address, or its id; null: every address of the case.</param>
    public async Task<Answer<Asked>> AskAsync(string reference, string? url, CancellationToken cancellationToken)
    {
        if (await cases.IdAsync(reference, cancellationToken) is not { } id)
        {
            return Answer<Asked>.No(CaseDesk.Unknown(reference));
        }

        string? refused = null;
        ImmutableArray<TakedownId> to = [];
        var result = await runner.RunAsync(
            id,
            file =>
            {
                to = [.. file.Takedowns.Where(t => url is null || t.Id.ToString() == url || t.Url == url).Select(t => t.Id)];
                refused = NoLook(file) ?? (to.IsEmpty ? "It has no address that --url names. Give one as 'case show' prints it." : null);
                return refused is not null ? CaseInput.Nothing(file) : new CaseInput(file, [new AddressedEvent(
                    new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, new CaseworkerAction.AskedForLook()), to)]);
            },
            cancellationToken);
        return result is null ? Answer<Asked>.No(CaseDesk.Unknown(reference))
            : refused is not null ? Answer<Asked>.No($"{result.File.Facts.Reference}: {refused}")
            : new Asked(result.File.Facts.Reference, to.Length);
    }

    private static string? NoLook(CaseFile file) =>
        file.Facts.Quarantined || file.Takedowns.Any(t => t.Quarantined) ? "It is quarantined: nothing is looked at. 'case show --hotline' prints what the hotline needs."
        : file.Facts.Closure != CaseClosure.None ? "It is closed: nothing is looked at any more. Open a new case."
        : file.Facts.Paused ? "It is paused. Resume it first: 'case resume'."
        : !AgeGateRule.Passes(file.Facts) ? "Nobody confirmed that the person was 18 or over, so nothing is looked at. Record it first: 'case record --adult yes'."
        : null;
}

/// <summary>How many addresses are looked at.</summary>
internal sealed record Asked(string Reference, int Urls);
