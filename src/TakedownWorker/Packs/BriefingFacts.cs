using System.Collections.Immutable;

namespace TakedownWorker.Packs;

/// <summary>Everything that the template of a briefing may use. Addresses stand in the list beside it, defanged.</summary>
internal sealed record BriefingFacts
{
    public required string Reference { get; init; }

    public required string Organisation { get; init; }

    /// <summary>Empty: not configured.</summary>
    public string HotlineText { get; init; } = "";

    public required int Count { get; init; }

    /// <summary>Entries that the list does not show.</summary>
    public int More { get; init; }

    /// <summary>Names of the parties concerned, or how many they are; empty: none.</summary>
    public string Parties { get; init; } = "";

    /// <summary>Ids of the tasks that wait, each once.</summary>
    public ImmutableArray<string> Tasks { get; init; } = [];

    public bool Trial { get; init; }

    public bool OneVantageOnly { get; init; }
}
