using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class ImportMappingTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);

    private static ImportRow Row(int line, string url, params (string Column, string Value)[] values) => new(
        line, values.ToImmutableDictionary(v => v.Column, v => v.Value, StringComparer.Ordinal).SetItem("case", "c1"), [new ImportUrl(url)]);

    private static MappedImport Map(params ImportRow[] rows) => ImportMapping.Map(
        rows.Select(r => (ImportLine)r), new ImportContext(["default"], ["desk@helpline.test"], Today));

    [Fact]
    public void One_row_that_says_under_18_says_it_for_the_whole_case() => Assert.All(
        Map(Row(2, "https://a.test/1"), Row(3, "https://a.test/2", ("under18", "yes"))).Cases, c => Assert.Equal(Tri.Yes, c.Under18));

    [Fact]
    public void A_fact_may_stand_in_any_row_of_its_case() => Assert.Equal(
        "GB", Assert.Single(Map(Row(2, "https://a.test/1"), Row(3, "https://a.test/2", ("country", "GB"))).Cases).Country);

    [Fact]
    public void Two_values_for_one_case_are_a_fault_of_the_later_row() => Assert.Equal(
        (3L, "country"), (Assert.Single(Two().Faults).Line, Two().Faults[0].Column));

    [Theory]
    [InlineData("seen_on", "2999-01-01", "seen_by")]
    [InlineData("authority_date", "2999-01-01", "authority_by")]
    public void Nobody_has_seen_or_given_anything_in_the_future(string column, string value, string by) =>
        Assert.Contains(Map(Row(2, "https://a.test/1", (column, value), (by, "desk"))).Faults, f => f.Column == column);

    [Fact]
    public void Authority_that_ends_before_it_was_given_is_a_fault() => Assert.Contains(
        Map(Row(2, "https://a.test/1", ("authority_by", "x"), ("authority_date", "2026-02-01"), ("authority_expires", "2026-01-01"))).Faults,
        f => f.Column == "authority_expires");

    [Theory]
    [InlineData("under18", "yes")]
    [InlineData("adult", "no")]
    public void What_a_faulty_row_says_about_age_is_not_dropped_with_it(string column, string value)
    {
        var read = Map(Row(2, "https://a.test/1", ("adult", "yes")), Row(3, "https://a.test/2", (column, value), ("country", "nowhere")));

        Assert.Equal(Tri.Yes, Assert.Single(read.Cases).Under18);
        Assert.Equal(["https://a.test/1"], read.Cases.Single().Urls.Select(u => u.Text));
    }

    [Fact]
    public void A_caseworker_who_is_not_configured_is_a_fault_that_names_the_key_and_not_the_address()
    {
        var fault = Assert.Single(Map(Row(2, "https://a.test/1", ("caseworker", "someone@helpline.test"))).Faults);

        Assert.Equal((2L, "caseworker"), (fault.Line, fault.Column));
        Assert.Contains("Takedown:Caseworkers", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("someone", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caseworker_is_kept_as_configured() => Assert.Equal(
        "desk@helpline.test", Assert.Single(Map(Row(2, "https://a.test/1", ("caseworker", "Desk@Helpline.test"))).Cases).Caseworker);

    [Fact]
    public void Rows_of_one_case_may_be_scattered()
    {
        var other = Row(3, "https://b.test/1") with { Values = Row(3, "https://b.test/1").Values.SetItem("case", "c2") };

        Assert.Equal([2, 1], Map(Row(2, "https://a.test/1"), other, Row(4, "https://a.test/2")).Cases.Select(c => c.Urls.Length));
    }

    [Fact]
    public void No_fault_repeats_what_stands_in_a_row()
    {
        const string Secret = "maria-geheim";
        var rows = ImportColumns.All.Where(c => c is not ("case" or "url")).Select((c, i) => Row(i + 2, "https://" + Secret + "@x", (c, Secret + "\0")));

        Assert.DoesNotContain(Map([.. rows]).Faults, f => f.Reason.Contains(Secret, StringComparison.Ordinal));
    }

    private static MappedImport Two() => Map(Row(2, "https://a.test/1", ("country", "GB")), Row(3, "https://a.test/2", ("country", "DE")));
}
