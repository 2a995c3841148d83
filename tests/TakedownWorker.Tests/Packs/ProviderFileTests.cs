using System.Text.Json;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Packs;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Packs;

/// <summary>What a provider file may say; every fault is named with file, line and cure.</summary>
public sealed class ProviderFileTests
{
    private const string Whole = """
        id: kettles
        name: Kettles
        kind: host
        domains: [kettles.test]
        cnames: [edge.kettles.test]
        nameServers: [dns.kettles.test]
        networks: [192.0.2.0/24, "2001:db8::/32"]
        asNumbers: [64500]
        languages: [nl, en, pt-BR, zh-Hant-TW]
        jurisdiction: NL
        bases: [eu-dsa-16, generic-aup]
        preferredBasis: generic-aup
        remindEvery: P3D
        forwards: choice
        hostile: true
        note: Made up.
        routes:
          - channel: form
            address: https://kettles.test/abuse
            trust: published
            fields: [addresses, reason]
          - channel: email
            address: abuse@kettles.test
            trust: published
        source: https://kettles.test/abuse
        checked: 2026-11-24
        """;

    [Fact]
    public void Everything_that_a_file_says_is_read()
    {
        var (providers, faults) = Read(Whole);

        Assert.Empty(faults);
        var p = providers.Single();
        Assert.Equal((ProviderKind.Host, PartyRole.HostingProvider, Forwarding.Choice, true), (p.Kind, p.Role, p.Forwards, p.Hostile));
        Assert.Equal(["192.0.2.0/24", "2001:db8::/32"], p.Networks.Select(n => n.ToString()));
        Assert.Equal([64500L], p.AsNumbers);
        Assert.Equal(["generic-aup", "eu-dsa-16"], p.Bases);
        Assert.Equal((Period.FromDays(3), true, "NL", "Made up."), (p.RemindEvery, p.RemindersWelcome, p.Jurisdiction, p.Note));
        Assert.Equal(["edge.kettles.test", "dns.kettles.test"], [p.Cnames[0], p.NameServers[0]]);
        Assert.Equal([Channel.Form, Channel.Email], p.Routes.Select(r => r.Channel));
    }

    [Theory]
    [InlineData("kind: host", "kind: hoster", 3, "must be one of: platform, host, cdn, registrar, shared-host")]
    [InlineData("id: kettles", "id: The Kettles", 1, "small letters, digits and hyphens")]
    [InlineData("[edge.kettles.test]", "[.edge.kettles.test]", 5, "bare domain")]
    [InlineData("[dns.kettles.test]", "[dns.kettles.test, dns.kettles.test]", 6, "stands here twice")]
    [InlineData("192.0.2.0/24", "192.0.2.1/24", 7, "first address")]
    [InlineData("192.0.2.0/24", "192.0.2.0", 7, "CIDR form")]
    [InlineData("192.0.2.0/24", "0.0.0.0/0", 7, "wider than any provider")]
    [InlineData("[64500]", "[AS64500]", 8, "bare number")]
    [InlineData("[64500]", "[4294967295]", 8, "bare number")]
    [InlineData("[64500]", "[0]", 8, "bare number")]
    [InlineData("[nl,", "[Dutch,", 9, "BCP 47")]
    [InlineData("[nl,", "[nl_NL,", 9, "BCP 47")]
    [InlineData("jurisdiction: NL", "jurisdiction: Holland", 10, "ISO 3166")]
    [InlineData("jurisdiction: NL", "jurisdiction: nl", 10, "ISO 3166")]
    [InlineData("bases: [eu-dsa-16,", "bases: [eu-dsa,", 11, "no such legal basis")]
    [InlineData("preferredBasis: generic-aup", "preferredBasis: us-take-it-down", 12, "one of its bases")]
    [InlineData("remindEvery: P3D", "remindEvery: weekly", 13, "ISO 8601")]
    [InlineData("remindEvery: P3D", "remindEvery: P3D\nremindersWelcome: false", 13, "stands against")]
    [InlineData("forwards: choice", "forwards: sometimes", 14, "unknown, always, choice, never")]
    [InlineData("hostile: true", "bystander: true", 17, "never written to")]
    [InlineData("hostile: true", "everywhere: true", 15, "search engines and archives")]
    [InlineData("hostile: true", "registrarIds: [1]", 15, "registrar only")]
    [InlineData("hostile: true", "mailboxes: [noc@kettles.test]", 15, "bystanders only")]
    [InlineData("channel: form", "channel: none", 18, "leave the route out")]
    [InlineData("https://kettles.test/abuse\n    trust", "https://kettles.test/abuse/abuse@kettles.test\n    trust", 19, "address of a page")]
    [InlineData("trust: published\n    fields", "trust: guessed\n    fields", 20, "no guesses")]
    [InlineData("address: abuse@kettles.test", "address: abuse[at]kettles.test", 23, "one bare e-mail address")]
    [InlineData("address: abuse@kettles.test\n", "address: abuse@kettles.test\n    fields: [reason]\n", 24, "belong to a form")]
    [InlineData("source: https://kettles.test/abuse\n", "", 1, "is missing")]
    [InlineData("checked: 2026-11-24", "checked: yesterday", 26, "must be a date")]
    [InlineData("note: Made up.", "remark: Made up.", 16, "unknown key")]
    public void A_fault_is_named_with_file_line_and_cure(string from, string to, int line, string cure)
    {
        Assert.Contains(from, Whole, StringComparison.Ordinal);

        var fault = Assert.Single(Read(Whole.Replace(from, to, StringComparison.Ordinal)).Faults, f => f.Cure.Contains(cure, StringComparison.Ordinal));

        Assert.Equal(("Providers/kettles.yaml", line), (fault.File, fault.Line));
    }

    [Fact]
    public void What_nothing_recognises_is_a_fault() => Assert.Contains(
        "say how it is recognised",
        Assert.Single(Read(Short.Replace("asNumbers: [64500]\n", "", StringComparison.Ordinal)).Faults).Cure,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: platform", "SiteOperator")]
    [InlineData("kind: cdn", "Cdn")]
    [InlineData("kind: board-software", "HostingProvider")]
    [InlineData("kind: search-engine", "SearchEngine")]
    [InlineData("kind: host\nrole: site-operator", "SiteOperator")]
    public void The_kind_says_the_role_unless_the_file_does(string kind, string role)
    {
        var (providers, faults) = Read(Short.Replace("kind: host", kind, StringComparison.Ordinal));

        Assert.Empty(faults);
        Assert.Equal(role, providers[0].Role.ToString());
    }

    [Fact]
    public void No_reminders_can_be_said_as_a_rhythm() =>
        Assert.False(Read(Short + "\nremindEvery: none").Providers[0].RemindersWelcome);

    [Fact]
    public void A_registry_is_a_bystander_or_refused() => Assert.Contains(
        Read(Short.Replace("kind: host", "kind: registry", StringComparison.Ordinal)).Faults, f => f.Cure.Contains("set bystander: true", StringComparison.Ordinal));

    [Theory]
    [InlineData("asNumbers: [64500]", "is first's already")]
    [InlineData("domains: [a.test]\nasNumbers: [64501]", "is first's already")]
    public void Two_files_of_a_folder_cannot_claim_the_same(string claim, string cure)
    {
        var first = Short.Replace("id: kettles", "id: first", StringComparison.Ordinal) + "\ndomains: [a.test]";
        var second = Short.Replace("asNumbers: [64500]", claim, StringComparison.Ordinal);

        Assert.Contains(cure, Assert.Single(Read(first, second).Faults).Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Contacts_that_a_real_directory_holds_and_nobody_can_write_to_are_refused()
    {
        using var traps = SharedData.Json("providers/directory-traps.json");
        var kept = new List<string>();
        foreach (var row in traps.RootElement.GetProperty("rows").EnumerateArray())
        {
            if (Read(Registrar(row)).Faults.Count == 0)
            {
                kept.Add($"{row.GetProperty("iana_id")}");
            }
        }

        // 440 ends in a space, which is cut off; 433 has no fault; 146 is a form and is used as one.
        Assert.Equal(["440", "433", "146"], kept);
    }

    [Fact]
    public void A_planted_faulty_row_would_be_kept_if_nothing_were_checked()
    {
        using var row = JsonDocument.Parse("""{"iana_id":1,"email":"abuse@kettles.test"}""");

        Assert.Empty(Read(Registrar(row.RootElement)).Faults);
    }

    private const string Short = """
        id: kettles
        name: Kettles
        kind: host
        asNumbers: [64500]
        routes:
          - { channel: email, address: abuse@kettles.test, trust: published }
        source: made up for the test
        checked: 2026-11-24
        """;

    private static string Registrar(JsonElement row)
    {
        var routes = new[] { ("email", "email"), ("form", "form") }
            .Where(c => row.TryGetProperty(c.Item1, out var v) && v.GetString() is { Length: > 0 })
            .Select(c => $$"""{ channel: {{c.Item2}}, address: "{{row.GetProperty(c.Item1).GetString()}}", trust: published }""");
        return $"""
            id: row
            name: Row
            kind: registrar
            registrarIds: [{row.GetProperty("iana_id")}]
            routes: [{string.Join(", ", routes)}]
            source: directory-traps.json
            checked: 2026-11-24
            """;
    }

    private static (IReadOnlyList<Provider> Providers, List<PackFault> Faults) Read(params string[] texts)
    {
        var faults = new List<PackFault>();
        var files = texts.Select((t, i) => new PackText(i == 0 ? "Providers/kettles.yaml" : $"Providers/other-{i}.yaml", t));
        return (ProviderFiles.Read([[.. files]], new HashSet<string>(StringComparer.Ordinal) { "generic-aup", "us-take-it-down" }, faults), faults);
    }
}
