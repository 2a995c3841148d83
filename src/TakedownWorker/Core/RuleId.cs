namespace TakedownWorker.Core;

/// <summary>
/// Names one rule: printed in the ledger, in logs and in docs/RULES.md, so that any letter can be traced to the file
/// that decided it.
/// </summary>
internal readonly record struct RuleId(string Value)
{
    public override string ToString() => Value;
}
