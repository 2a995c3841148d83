using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Packs;
using Route = TakedownWorker.Core.Contacts.Route;

namespace TakedownWorker.Tests.Core.Notices;

public sealed class BasisRuleTests
{
    private static readonly LocalDate Day = new(2026, 11, 23);

    [Fact]
    public void The_first_basis_of_the_rung_that_may_be_used_is_used()
    {
        var choice = Choose();

        Assert.Equal("us-take-it-down", choice.Basis!.Id);
        Assert.Equal(["us-take-it-down: may be used", "generic-aup: us-take-it-down comes first on this rung"], choice.Reasons);
    }

    [Fact]
    public void A_host_is_not_told_that_it_is_a_covered_platform() =>
        Falls(Choose(SomeLetter.Host), "does not bind this kind of party");

    [Fact]
    public void Law_of_one_country_is_not_cited_to_a_party_known_to_sit_in_another() =>
        Falls(Choose(SomeLetter.Operator with { Jurisdiction = "NL" }), "the party sits in NL");

    [Fact]
    public void What_the_directory_says_binds_a_party_binds_it_wherever_it_sits() => Assert.Equal(
        "us-take-it-down", Choose(SomeLetter.Operator with { Jurisdiction = "CY", Bases = ["us-take-it-down", "generic-aup"] }).Basis!.Id);

    [Fact]
    public void The_directory_narrows_the_bases_of_a_party() =>
        Falls(Choose(SomeLetter.Operator with { Bases = ["generic-aup"] }), "the directory names other bases");

    [Fact]
    public void The_first_day_in_force_counts_and_the_day_before_does_not()
    {
        Assert.Equal("us-take-it-down", Choose(day: new LocalDate(2026, 5, 19)).Basis!.Id);
        Falls(Choose(day: new LocalDate(2026, 5, 18)), "is in force from 2026-05-19 only");
    }

    [Fact]
    public void The_last_day_of_the_review_counts_and_the_day_after_no_basis_is_left()
    {
        Assert.Equal("us-take-it-down", Choose(day: new LocalDate(2027, 11, 23)).Basis!.Id);
        Assert.Null(Choose(day: new LocalDate(2027, 11, 24)).Basis);
    }

    [Fact]
    public void A_basis_that_nobody_reviewed_is_not_used_in_earnest_and_is_in_trial()
    {
        Falls(Choose(book: SomeLetter.Book(trial: false, "generic-aup")), "set LegalBases:Reviews:us-take-it-down");
        Assert.Equal("us-take-it-down", Choose(book: SomeLetter.Book(trial: true, "generic-aup")).Basis!.Id);
    }

    [Fact]
    public void Without_authority_a_basis_that_needs_it_is_passed_over() =>
        Falls(Choose(facts: SomeLetter.Case with { Authority = null }), "needs the person's recorded authority");

    [Fact]
    public void The_last_day_of_the_authority_still_counts()
    {
        var facts = SomeLetter.Case with { Authority = SomeLetter.Case.Authority! with { Expires = Day } };

        Assert.Equal("us-take-it-down", Choose(facts: facts).Basis!.Id);
        Falls(Choose(facts: facts, day: Day.PlusDays(1)), "ended on 2026-11-23");
    }

    [Fact]
    public void Age_that_nobody_confirmed_precedes_every_basis() =>
        Assert.Equal(["nobody has confirmed that the person was 18 or over when every image was made"], Choose(facts: SomeLetter.Case with { Adult = Tri.Unknown }).Reasons);

    private static void Falls(BasisChoice choice, string because)
    {
        Assert.Equal("generic-aup", choice.Basis?.Id);
        Assert.Contains(because, choice.Verdicts[0].Reason, StringComparison.Ordinal);
    }

    private static BasisChoice Choose(Route? route = null, CaseFacts? facts = null, Rulebook? book = null, LocalDate? day = null)
    {
        var rules = book ?? SomeLetter.Book();
        return BasisRule.Choose(facts ?? SomeLetter.Case, route ?? SomeLetter.Operator, rules.Policy.Rungs[0], rules, day ?? Day);
    }
}
