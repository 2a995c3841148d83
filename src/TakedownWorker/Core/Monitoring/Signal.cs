namespace TakedownWorker.Core.Monitoring;

/// <summary>How far one signal carries.</summary>
internal enum SignalWeight
{
    /// <summary>Never decides alone.</summary>
    Hint,

    /// <summary>Decides where nothing as strong speaks against it.</summary>
    Strong,

    /// <summary>Decides whatever else is there: the sign of a vendor or of a platform that is known.</summary>
    Certain,
}

/// <summary>One thing that a look shows, named by the rule that saw it. Holds nothing of the page.</summary>
/// <param name="Rule">The rule that saw it.</param>
/// <param name="Kind">What it speaks for.</param>
/// <param name="Reason">The reason code it would give.</param>
/// <param name="Weight">How far it carries.</param>
/// <param name="Confidence">Of a verdict that rests on it alone.</param>
/// <param name="Name">Kebab-case name of what was recognised, such as a marker's id; part of <c>check --json</c>.</param>
internal sealed record Signal(
    RuleId Rule, VerdictKind Kind, string Reason, SignalWeight Weight, double Confidence, string Name)
{
    public Verdict Verdict => new(Kind, Reason, Confidence);
}
