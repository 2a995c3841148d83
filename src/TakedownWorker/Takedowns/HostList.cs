using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Takedowns;

/// <summary>What <c>hosts --json</c> prints (docs/schemas/hosts.schema.json).</summary>
internal sealed record HostList(ImmutableArray<HostProfile> Hosts, ImmutableArray<HostProfile> Shared);

/// <summary>Profiles in a file that helplines give each other.</summary>
internal sealed record SharedHosts(string Schema, ImmutableArray<HostProfile> Profiles)
{
    public const string Current = "takedown-host-profiles/1";

    private const int Most = 100_000;

    /// <summary>What is wrong with a file, and the cure; null when nothing is.</summary>
    public string? Fault() =>
        Schema != Current ? $"its schema is not {Current}. Ask for an export of this version."
        : Profiles.IsDefault || Profiles.Length > Most ? "it has no profiles, or more than 100,000."
        : Profiles.Any(p => p.Party is not { Length: > 0 and <= 253 } party || !party.All(IsName)) ? "a party is neither the id of a provider nor a domain. Nothing was read."
        : Profiles.Any(p => p.Notices < 0 || p.Answered < 0 || p.Removals < 0 || p.Role is not { Length: > 0 and <= 30 } || !p.Role.All(IsName)) ? "a profile has a role or a number that cannot be. Nothing was read."
        : null;

    private static bool IsName(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-';
}
