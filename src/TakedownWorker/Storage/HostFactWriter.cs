using System.Globalization;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Writes what a step taught about parties, in the step's own transaction. In the order of their keys, so that two writers never wait for each other.</summary>
internal sealed class HostFactWriter(WriteScope scope, IKeyring keys)
{
    /// <summary>A party met in so many cases may be named (DESIGN 4.10).</summary>
    private const int CasesToName = 3;

    public async Task WriteAsync(CaseId caseId, IReadOnlyCollection<HostFact> facts, CancellationToken cancellationToken)
    {
        var caseKey = keys.Hash(KeyedName.HostCase, caseId.ToString());
        foreach (var party in facts.GroupBy(f => (Key: KeyOf(f), f.Role, f.Party)).OrderBy(g => g.Key.Key, StringComparer.Ordinal))
        {
            await scope.Command(
                """
                INSERT INTO hosts (party_key, role, name) VALUES (@party, @role, @name)
                ON CONFLICT (party_key) DO UPDATE SET name = COALESCE(hosts.name, excluded.name)
                """,
                ("@party", party.Key.Key), ("@role", (int)party.Key.Role), ("@name", party.Any(f => f.IsListed) ? party.Key.Party : null)).ExecuteAsync(cancellationToken);
            await NameAsync(party.Key.Key, caseKey, party.Key.Party, cancellationToken);
            foreach (var fact in party)
            {
                await WriteAsync(party.Key.Key, fact, cancellationToken);
            }
        }
    }

    /// <summary>The role belongs to the key: one company may be a site's operator and another's host.</summary>
    private string KeyOf(HostFact fact) => KeyOf(keys, fact.Role, fact.Party);

    public static string KeyOf(IKeyring keys, PartyRole role, string party) =>
        keys.Hash(KeyedName.Party, string.Create(CultureInfo.InvariantCulture, $"{(int)role} {party}"));

    private async Task NameAsync(string party, string caseKey, string name, CancellationToken cancellationToken)
    {
        await scope.Command(
            """
            INSERT INTO host_cases (party_key, case_key) SELECT @party, @case
            WHERE (SELECT count(*) FROM host_cases WHERE party_key = @party) < @most
            ON CONFLICT DO NOTHING
            """,
            ("@party", party), ("@case", caseKey), ("@most", CasesToName)).ExecuteAsync(cancellationToken);
        await scope.Command(
            "UPDATE hosts SET name = @name WHERE party_key = @party AND name IS NULL AND (SELECT count(*) FROM host_cases WHERE party_key = @party) >= @most",
            ("@name", name), ("@party", party), ("@most", CasesToName)).ExecuteAsync(cancellationToken);
    }

    private Task<int> WriteAsync(string party, HostFact fact, CancellationToken cancellationToken) => scope.Command(
        "INSERT INTO host_facts (party_key, kind, at, route_key, minutes) VALUES (@party, @kind, @at, @route, @minutes)",
        ("@party", party),
        ("@kind", (int)fact.Kind),
        ("@at", Ticks.Of(fact.At)),
        ("@route", fact.Route is { } route ? keys.Hash(KeyedName.Route, route) : null),
        ("@minutes", fact.After is { } after ? (long)after.TotalMinutes : null)).ExecuteAsync(cancellationToken);
}
