using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NJsonSchema;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Packs;

public sealed class NoticePreviewTests
{
    private const string Whole = """
        {"case":"1","authority_by":"the person","authority_date":"2026-11-01","adult":"yes","under18":"no","seen_by":"desk","seen_on":"2026-11-22","person_name":"Zyx Quuxley"}
        """;

    private static readonly string[] Three = ["https://t.me/a/1", "https://x.workers.dev/", "https://board.example/"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("us-take-it-down")]
    [InlineData("generic-aup")]
    public void Facts_of_a_case_give_the_letter_as_it_would_go(string basis)
    {
        var preview = Preview(basis, Whole);

        Assert.Empty(preview.Missing);
        Assert.Equal("abuse@board.example", preview.To);
        Assert.Contains("https://board.example/t/1", preview.Text.Split('\n'));
        Assert.DoesNotContain("Quuxley", preview.Text + preview.Html + preview.Subject, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("us-take-it-down")]
    [InlineData("generic-aup")]
    public void A_specimen_needs_no_facts(string basis) => Assert.Empty(Preview(basis, null, specimen: true).Missing);

    [Theory]
    [InlineData("\"adult\":\"yes\"", "\"adult\":\"unknown\"", "adult")]
    [InlineData("\"under18\":\"no\"", "\"under18\":\"yes\"", "adult")]
    [InlineData("\"seen_by\":\"desk\"", "\"seen_by\":\"\"", "statement_good_faith_nonconsent")]
    [InlineData("\"authority_by\":\"the person\"", "\"authority_by\":null", "statement_good_faith_nonconsent")]
    [InlineData("\"authority_date\":\"2026-11-01\"", "\"authority_date\":\"2026-11-01\",\"authority_expires\":\"2026-11-20\"", "statement_good_faith_nonconsent")]
    public void A_missing_fact_is_named_and_no_letter_is_shown(string from, string to, string missing)
    {
        var preview = Preview("us-take-it-down", Whole.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal([missing], preview.Missing);
        Assert.Equal("", preview.Text);
    }

    [Fact]
    public void Without_a_recipient_the_recipient_is_missing() =>
        Assert.Equal(["recipient"], Preview("generic-aup", Whole, url: "http://192.0.2.1/t/1").Missing);

    [Theory]
    [InlineData("uk-osa", Whole, "Unknown legal basis \"uk-osa\"; there are: generic-aup, us-take-it-down")]
    [InlineData("generic-aup", """{"adlt":"yes"}""", "Unknown fact \"adlt\"")]
    [InlineData("generic-aup", """{"adult":"perhaps"}""", "yes, no or unknown")]
    [InlineData("generic-aup", """{"authority_by":"x","authority_date":"1.11.2026"}""", "\"authority_date\" must be a date")]
    [InlineData("generic-aup", "{\n\"adult\":", "not JSON (line 2)")]
    [InlineData("generic-aup", null, "--specimen")]
    public void A_fault_is_one_message_with_the_cure(string basis, string? facts, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Preview(basis, facts)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Preview_fits_its_schema() => await Fits("notice-preview", JsonSerializer.Serialize(Preview("us-take-it-down", Whole), Json));

    [Fact]
    public async Task The_attachment_fits_its_schema() => await Fits("notice", SomeLetter.Whole(SomeLetter.Request()).Json);

    [Fact]
    public async Task Contacts_fit_their_schema() => await Fits("contacts", JsonSerializer.Serialize(
        Three.SelectMany(u => RouteChoiceRule.Choose(u, SomeLetter.Packs.Providers, SomeLetter.Packs.Suffixes)).Select(ContactLine.Of),
        Json));

    private static async Task Fits(string schema, string json)
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "docs", "schemas")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var loaded = await JsonSchema.FromFileAsync(Path.Combine(folder, "docs", "schemas", schema + ".schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(loaded.Validate(json));
    }

    private static NoticePreview Preview(string basis, string? facts, bool specimen = false, string url = "https://board.example/t/1")
    {
        var books = new PackRulebooks(SomeLetter.Packs, SomeLetter.Book().Installation, "default");
        var clock = new FakeTimeProvider(SomeLetter.Now.ToDateTimeOffset());
        return new NoticePreviewer(SomeLetter.Packs, books, SomeLetter.Organisation, clock)
            .Preview(new NoticePreviewRequest(url, basis, "en", facts, specimen));
    }
}
