using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core;

/// <summary>A ladder of rungs and a rhythm of looks, loaded from YAML and validated there.</summary>
internal sealed record Policy
{
    public required string Name { get; init; }

    /// <summary>How long items of one case to one party wait for each other before they become one letter.</summary>
    public required Period CollectionWindow { get; init; }

    /// <summary>In order, numbered from 1.</summary>
    public required ImmutableArray<Rung> Rungs { get; init; }

    /// <summary>After the last rung: how long until the ladder is climbed again from its last rung's reminders.</summary>
    public required Period AfterExhausted { get; init; }

    /// <summary>Rows in order; the first whose state fits and whose age is not passed gives the interval.</summary>
    public required ImmutableArray<RhythmRow> Rhythm { get; init; }

    /// <summary>Every letter asks for approval, not only those that DESIGN 4.5 and 4.7 demand.</summary>
    public bool ApproveEveryLetter { get; init; }
}

/// <summary>A step of the ladder.</summary>
internal sealed record Rung
{
    public required int Number { get; init; }

    /// <summary>Who is written to; every party of these roles with a route gets an item.</summary>
    public required ImmutableArray<PartyRole> Parties { get; init; }

    /// <summary>How long after the last receipt of this rung silence leads to the next rung. Exactly at the end is not yet late.</summary>
    public required Period Wait { get; init; }

    /// <summary>The wait where the party is a known ignorer; null: the same for all.</summary>
    public Period? WaitForIgnorers { get; init; }

    /// <summary>Pause between reminders to one party; null: none.</summary>
    public Period? RemindEvery { get; init; }

    public int Reminders { get; init; }

    /// <summary>Bases that may be used on this rung, most preferred first.</summary>
    public required ImmutableArray<string> Bases { get; init; }

    /// <summary>Police and regulators: a task for a human, never a letter of the worker's (DESIGN 4.5).</summary>
    public bool HumanOnly { get; init; }
}

/// <summary>How often to look while content is in <paramref name="State"/>, up to <paramref name="UpTo"/> in it (null: for ever).</summary>
internal sealed record RhythmRow(ContentState State, Period? UpTo, Period Every)
{
    /// <summary>
    /// The row holds only this long before and after a deadline of a letter or the end of a rung: hosts act at the last moment,
    /// and what is decided at the deadline should rest on what was seen just before. Days and less; null: always.
    /// </summary>
    public Period? AroundDeadlines { get; init; }
}
