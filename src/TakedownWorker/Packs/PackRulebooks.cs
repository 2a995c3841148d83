using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>One rulebook a policy, each with the hash that the ledger keeps beside every decision.</summary>
internal sealed class PackRulebooks : IRulebookSource
{
    private readonly ImmutableDictionary<string, Rulebook> _books;
    private readonly string _default;

    public PackRulebooks(LoadedPacks packs, Installation installation, string defaultPolicy)
    {
        _books = packs.Policies.Values.ToImmutableDictionary(
            p => p.Name, p => Book(packs, p, installation), StringComparer.Ordinal);
        _default = defaultPolicy;
        Providers = packs.Providers;
        _ = For(null);
    }

    public IReadOnlyCollection<string> PolicyNames => [.. _books.Keys.Order(StringComparer.Ordinal)];

    public ImmutableArray<Provider> Providers { get; }

    public Rulebook For(string? policy) =>
        _books.GetValueOrDefault(policy ?? _default)
        ?? throw new ArgumentException($"Unknown policy \"{policy ?? _default}\"; there are: {string.Join(", ", PolicyNames)}.", nameof(policy));

    private static Rulebook Book(LoadedPacks packs, Policy policy, Installation installation) => new()
    {
        Policy = policy,
        Bases = packs.Bases,
        Installation = installation,
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', packs.ContentHash, "policy " + policy.Name, Describe(installation))))),
    };

    /// <summary>Settings in a fixed order and form: the same settings give the same hash on every machine.</summary>
    private static string Describe(Installation i) => string.Join('\n',
        string.Create(CultureInfo.InvariantCulture, $"looks {i.Confirmation.Looks}"),
        "spread " + PeriodPattern.NormalizingIso.Format(i.Confirmation.Spread),
        "controls " + i.HasControlUrls,
        "vantages " + string.Join(' ', i.Vantages),
        "own looks " + i.ManualLooksADay.ToString(CultureInfo.InvariantCulture),
        "trial " + i.Trial,
        "reads " + i.ReadsMail,
        "reviewed " + string.Join(' ', i.ReviewedBases.Order(StringComparer.Ordinal)),
        "domain " + i.CaseMailDomain);
}
