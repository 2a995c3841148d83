using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TakedownWorker.Packs;

/// <summary>
/// Legal bases that a provider file may name: those that letters are written under, and laws and policies that the
/// project has read but writes no letter under yet, so that a fact once found need not be found again.
/// </summary>
internal static class ProviderBases
{
    public static readonly FrozenSet<string> NotWrittenYet = FrozenSet.Create(
        StringComparer.Ordinal,
        "us-dmca-512", "uk-osa-20a", "uk-osa-search", "uk-osa-illegal-content", "uk-gdpr-17", "eu-dsa-16", "eu-dsa-22", "eu-gdpr-17",
        "au-osa-77", "nz-hdca-24", "in-it-rules-3-2-b", "br-mci-21", "ca-bc-iipa", "jp-idpa", "jp-rpa-2014", "kr-tba-22-5", "za-fpa-18f",
        "cdn-cloudflare", "registrar-raa-3-18", "search-google", "search-bing", "messaging-telegram", "forum-hosted-discourse", "hash-stopncii");

    /// <summary>Bases that bind the provider, the preferred one first.</summary>
    public static ImmutableArray<string> Read(YamlMap map, IReadOnlySet<string> written)
    {
        var bases = map.Texts("bases");
        foreach (var unknown in bases.Where(b => !written.Contains(b) && !NotWrittenYet.Contains(b)))
        {
            map.Fault("bases", unknown, $"no such legal basis; there are: {string.Join(", ", written.Concat(NotWrittenYet).Order(StringComparer.Ordinal))}");
        }

        if (map.OptionalText("preferredBasis") is not { } preferred)
        {
            return bases;
        }

        if (!bases.Contains(preferred))
        {
            map.Fault("preferredBasis", preferred, "must be one of its bases");
        }

        return [preferred, .. bases.Where(b => b != preferred)];
    }
}
