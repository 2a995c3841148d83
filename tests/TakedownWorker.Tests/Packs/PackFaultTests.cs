using TakedownWorker.Packs;

namespace TakedownWorker.Tests.Packs;

/// <summary>Each planted fault is reported once, with file, line, key, value and cure.</summary>
public sealed class PackFaultTests
{
    private const string Policy = "Policies/default.yaml";
    private const string Basis = "LegalBases/us-take-it-down/basis.yaml";
    private const string Notice = "LegalBases/us-take-it-down/notice.en.sbn";
    private const string Provider = "Providers/telegram.yaml";

    [Theory]
    [InlineData("collectionWindow: PT10M", "collectionWindo: PT10M", "collectionWindo", "unknown key")]
    [InlineData("collectionWindow: PT10M", "collectionWindow: 10 minutes", "collectionWindow = \"10 minutes\"", "ISO 8601")]
    [InlineData("collectionWindow: PT10M", "collectionWindow: PT0S", "collectionWindow = \"PT0S\"", "above zero")]
    [InlineData("collectionWindow: PT10M\n", "", "collectionWindow", "is missing")]
    [InlineData("number: 2", "number: 3", "rungs[1].number = \"3\"", "this one is 2")]
    [InlineData("parties: [hosting-provider]", "parties: []", "rungs[1].parties", "at least one party")]
    [InlineData("parties: [hosting-provider]", "parties: [hoster]", "rungs[1].parties = \"hoster\"", "hosting-provider")]
    [InlineData("wait: P3D", "wait: -P3D", "rungs[1].wait = \"-P3D\"", "above zero")]
    [InlineData("reminders: 2", "reminders: 3", "rungs[1].reminders = \"3\"", "before the next rung")]
    [InlineData("    remindEvery: P1D\n", "", "rungs[1].remindEvery", "is missing")]
    [InlineData("[us-take-it-down, generic-aup]", "[us-take-it-dwn]", "rungs[0].bases = \"us-take-it-dwn\"", "generic-aup")]
    [InlineData("humanOnly: true", "humanOnly: maybe", "rungs[3].humanOnly = \"maybe\"", "true or false")]
    [InlineData("    humanOnly: true\n", "", "rungs[3].humanOnly", "humans only")]
    [InlineData("  - { state: live, every: P1D }\n", "", "rhythm = \"live\"", "without upTo")]
    [InlineData("upTo: P14D, every: PT6H", "upTo: PT12H, every: PT6H", "rhythm[3].upTo", "longer than")]
    [InlineData("aroundDeadlines: PT2H", "aroundDeadlines: P1M", "rhythm[1].aroundDeadlines", "days or less")]
    [InlineData("  - { state: live, every: P1D }\n", "  - { state: live, aroundDeadlines: PT1H, every: P1D }\n", "rhythm = \"live\"", "without upTo")]
    [InlineData("state: unseen", "state: unsee", "rhythm[0].state = \"unsee\"", "gone-unconfirmed")]
    public void A_fault_in_a_policy_names_line_key_value_and_cure(string from, string to, string key, string cure) =>
        Check(Policy, from, to, key, cure);

    [Theory]
    [InlineData("id: us-take-it-down", "id: us-tida", "id = \"us-tida\"", "name of its folder")]
    [InlineData("reviewBy: 2027-11-23", "reviewBy: 23.11.2027", "reviewBy = \"23.11.2027\"", "2026-11-23")]
    [InlineData("reviewBy: 2027-11-23", "reviewBy: 2026-01-01", "reviewBy = \"2026-01-01\"", "later than reviewed")]
    [InlineData("deadline: PT48H\n", "", "deadline", "has to name them")]
    [InlineData("quotable: own-process-only", "quotable: yes", "quotable = \"yes\"", "own-process-only")]
    [InlineData("- key: signature", "- key: signatur", "elements[0].key = \"signatur\"", "signature")]
    [InlineData("confidence: high", "zone: Europa/Berlin\nconfidence: high", "zone = \"Europa/Berlin\"", "Europe/Berlin")]
    public void A_fault_in_a_basis_names_line_key_value_and_cure(string from, string to, string key, string cure) =>
        Check(Basis, from, to, key, cure);

    [Theory]
    [InlineData("address: abuse@telegram.org", "address: abuse@ibi@telegram.org", "routes[0].address", "one bare e-mail address")]
    [InlineData("address: abuse@telegram.org", "address: 'abuse@telegram.org,'", "routes[0].address", "one bare e-mail address")]
    [InlineData("address: abuse@telegram.org", "address: https://telegram.org/abuse", "routes[0].address", "one bare e-mail address")]
    [InlineData("channel: email", "channel: form", "routes[0].address", "https://")]
    [InlineData("trust: published", "trust: guessed", "routes[0].trust", "no guesses")]
    [InlineData("domains: [t.me,", "domains: [T.me,", "domains = \"T.me\"", "lower-case")]
    [InlineData("checked: 2026-11-23", "checked: soon", "checked = \"soon\"", "date")]
    [InlineData("remindersWelcome: true", "bases: [uk-osa]", "bases = \"uk-osa\"", "no such legal basis")]
    public void A_fault_in_a_provider_names_line_key_value_and_cure(string from, string to, string key, string cure) =>
        Check(Provider, from, to, key, cure);

    [Theory]
    [InlineData("{{ section }}(a)(3)", "{{ sction }}(a)(3)", "sction", "no such fact")]
    [InlineData("{{ section }}(a)(3)", "{ section }(a)(3)", "", "brace without its partner")]
    [InlineData("{{ section }}(a)(3)", "{{ section | nofilter }}(a)(3)", "nofilter", "no such fact")]
    [InlineData("{{ section }}(a)(3)", "{{ include 'x' }}", "include", "no such fact")]
    [InlineData("{{ section }}(a)(3)", "{{ section.nope }}", "", "nope")]
    [InlineData("{{ section }}(a)(3)", "{{ 1 + }}", "", "template: E")]
    [InlineData("@@ by-when", "@@ bywhen", "bywhen", "unknown part")]
    public void A_fault_in_a_template_is_found_at_start(string from, string to, string key, string cure) =>
        Check(Notice, from, to, key, cure);

    [Fact]
    public void All_faults_of_all_files_are_listed_at_once()
    {
        using var packs = new PlantedPacks();

        var faults = packs.Change(Policy, "number: 2", "number: 9").Change(Provider, "checked: 2026-11-23", "checked: x").Delete("Texts/briefing/removed.en.sbn").Faults();

        Assert.Equal(
            ["Policies/default.yaml", "Providers/telegram.yaml", "Texts/briefing/removed.en.sbn"],
            faults.Select(f => f.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_not_yaml_is_named_with_its_line()
    {
        using var packs = new PlantedPacks();

        var fault = Assert.Single(packs.Write("Policies/second.yaml", "name: [a\n").Faults());

        Assert.Equal("Policies/second.yaml", fault.File);
        Assert.True(fault.Line > 0);
    }

    [Fact]
    public void Two_policies_of_one_name_are_refused()
    {
        using var packs = new PlantedPacks();
        packs.Write("Policies/second.yaml", File.ReadAllText(Path.Combine(packs.Folder, Policy)));

        Assert.Contains("another file has a policy of this name", Assert.Single(packs.Faults()).Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_the_organisation_takes_the_place_of_the_shipped_one()
    {
        using var packs = new PlantedPacks();
        packs.Write("Own/telegram.yaml", File.ReadAllText(Path.Combine(packs.Folder, Provider)).Replace("abuse@telegram.org", "desk@telegram.org", StringComparison.Ordinal));

        var loaded = PackLoader.Load(packs.Folders with { Directories = [Path.Combine(packs.Folder, "Own")] });

        Assert.Equal("desk@telegram.org", loaded.Providers.Single(p => p.Id == "telegram").Routes[0].Address);
    }

    [Fact]
    public void Line_ends_of_a_checkout_do_not_change_the_hash()
    {
        using var packs = new PlantedPacks();
        var before = PackLoader.Load(packs.Folders).ContentHash;
        packs.Write(Policy, File.ReadAllText(Path.Combine(packs.Folder, Policy)).ReplaceLineEndings("\r\n"));

        Assert.Equal(before, PackLoader.Load(packs.Folders).ContentHash);
    }

    [Fact]
    public void Any_change_of_a_text_changes_the_hash()
    {
        using var packs = new PlantedPacks();
        var before = PackLoader.Load(packs.Folders).ContentHash;

        Assert.NotEqual(before, PackLoader.Load(packs.Change(Notice, "good faith", "best faith").Folders).ContentHash);
    }

    private static void Check(string file, string from, string to, string key, string cure)
    {
        using var packs = new PlantedPacks();

        var faults = packs.Change(file, from, to).Faults();

        var fault = Assert.Single(faults, f => f.ToString().Contains(key, StringComparison.Ordinal) && f.Cure.Contains(cure, StringComparison.Ordinal));
        Assert.Equal(file, fault.File);
        Assert.True(fault.Line > 0 || fault.Key.Length > 0, fault.ToString());
    }
}
