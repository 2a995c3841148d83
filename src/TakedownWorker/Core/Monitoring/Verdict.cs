namespace TakedownWorker.Core.Monitoring;

/// <summary>What the facts of one look mean. <see cref="Inconclusive"/> changes nothing.</summary>
internal enum VerdictKind
{
    Live,
    Gone,
    Withheld,
    Unreachable,
    Inconclusive,
}

/// <summary>The judgement of one look.</summary>
/// <param name="Kind">What the facts mean.</param>
/// <param name="Reason">One code of the closed list in docs/RULES.md, fitting <paramref name="Kind"/>.</param>
/// <param name="Confidence">0 to 1, both included.</param>
internal sealed record Verdict(VerdictKind Kind, string Reason, double Confidence);
