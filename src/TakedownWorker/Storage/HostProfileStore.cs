using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Reads what was learnt of parties, by keyed hash. Whether one ignores letters changes over weeks, so the answer is kept for a while.</summary>
internal sealed class HostProfileStore(Database database, IKeyring keys, [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IHostProfiles
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (long At, bool Ignores)> _known = new(StringComparer.Ordinal);

    public async Task<ImmutableHashSet<string>> IgnorersAsync(IReadOnlyCollection<string> parties, CancellationToken cancellationToken)
    {
        var ignorers = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var party in parties.Distinct(StringComparer.Ordinal))
        {
            if (await IgnoresAsync(party, cancellationToken))
            {
                ignorers.Add(party);
            }
        }

        return ignorers.ToImmutable();
    }

    public async Task<ImmutableArray<HostProfile>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var facts = (await db.HostFacts.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(f => f.PartyKey, StringComparer.Ordinal);
        return
        [
            .. (await db.Hosts.AsNoTracking().ToListAsync(cancellationToken))
                .Select(h => HostProfile.Of(h.Name, (PartyRole)h.Role, [.. facts[h.PartyKey].Select(f => Fact(h, f))]))
                .OrderByDescending(p => p.Notices).ThenBy(p => p.Party, StringComparer.Ordinal),
        ];
    }

    public async Task ImportAsync(ImmutableArray<HostProfile> profiles, CancellationToken cancellationToken)
    {
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        foreach (var profile in profiles.Where(p => p.Party is not null))
        {
            await scope.Command(
                """
                INSERT INTO shared_hosts (party, role, profile) VALUES (@party, @role, @profile)
                ON CONFLICT (party, role) DO UPDATE SET profile = excluded.profile
                """,
                ("@party", profile.Party), ("@role", profile.Role), ("@profile", CoreJson.Text(profile))).ExecuteAsync(cancellationToken);
        }

        await scope.CommitAsync(cancellationToken);
    }

    public async Task<ImmutableArray<HostProfile>> ImportedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var rows = await db.SharedHosts.AsNoTracking().OrderBy(r => r.Party).ThenBy(r => r.Role).ToListAsync(cancellationToken);
        return [.. rows.Select(r => CoreJson.Read<HostProfile>(r.Profile))];
    }

    private async Task<bool> IgnoresAsync(string party, CancellationToken cancellationToken)
    {
        var now = machine.GetTimestamp();
        if (_known.TryGetValue(party, out var known) && machine.GetElapsedTime(known.At, now) < KeepFor)
        {
            return known.Ignores;
        }

        var roles = Enum.GetValues<PartyRole>().ToDictionary(r => HostFactWriter.KeyOf(keys, r, party), StringComparer.Ordinal);
        var names = roles.Keys.ToList();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var rows = await db.HostFacts.AsNoTracking().Where(f => names.Contains(f.PartyKey)).ToListAsync(cancellationToken);
        var ignores = rows.GroupBy(f => f.PartyKey).Any(g => HostProfile.Of(
            null, roles[g.Key], [.. g.Select(f => Fact(new HostRow { PartyKey = g.Key, Role = (int)roles[g.Key] }, f))]).Ignores);
        _known[party] = (now, ignores);
        return ignores;
    }

    private static HostFact Fact(HostRow host, HostFactRow f) => new(
        (PartyRole)host.Role, host.Name ?? "", host.Name is not null, (HostFactKind)f.Kind, Ticks.ToInstant(f.At), f.RouteKey,
        f.Minutes is { } minutes ? Duration.FromMinutes(minutes) : null);
}
