using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>Every pack of the installation, validated. Immutable after start.</summary>
internal sealed record LoadedPacks
{
    public required ImmutableDictionary<string, Policy> Policies { get; init; }

    public required ImmutableDictionary<string, LegalBasis> Bases { get; init; }

    public required ImmutableArray<Provider> Providers { get; init; }

    public required PublicSuffixes Suffixes { get; init; }

    public required LetterTemplates Letters { get; init; }

    public required BriefingTemplates Briefings { get; init; }

    public required ForbiddenWords Forbidden { get; init; }

    /// <summary>How pages are read: phrases, signs of vendors, platforms.</summary>
    public required JudgeBook Judge { get; init; }

    /// <summary>SHA-256 over the names and contents of all files, lower-case hex.</summary>
    public required string ContentHash { get; init; }
}
