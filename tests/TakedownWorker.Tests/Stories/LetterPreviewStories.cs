using NodaTime;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary><c>notice preview REF</c>: the next letters as they would go, without a step taken.</summary>
public sealed class LetterPreviewStories
{
    private const string Url = "https://board.test/thread/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_case_shows_its_first_letter_before_anything_was_looked_at()
    {
        await using var world = await World.StartAsync();
        await world.OpenAsync(Url);
        var letter = Assert.Single((await PreviewAsync(world)).Value!.Letters);
        Assert.Equal("first", letter.Kind);
        Assert.Contains(Url, letter.Text, StringComparison.Ordinal);
        Assert.Equal("unseen", (await world.ShowAsync()).Urls[0].Content);
    }

    [Fact]
    public async Task The_letter_that_was_shown_is_the_letter_that_leaves()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Url);
        await world.OpenAsync(Url);
        var shown = Assert.Single((await PreviewAsync(world)).Value!.Letters);
        await world.PassAsync(Duration.FromHours(2));
        var sent = Assert.Single(world.Mail.Letters).Letter;
        Assert.Equal((shown.Subject, shown.Html), (sent.Subject, sent.Html));
    }

    [Fact]
    public async Task After_the_first_letter_the_next_one_is_shown_with_the_time_from_which_it_is_due()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Url);
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        var expected = (await PreviewAsync(world)).Value!;
        Assert.NotEqual("first", Assert.Single(expected.Letters).Kind);
        Assert.True(expected.At > world.Domain.GetUtcNow());
    }

    [Fact]
    public async Task A_case_without_witness_shows_what_is_missing_and_no_text()
    {
        await using var world = await World.StartAsync();
        var opened = await world.Desk.OpenAsync(World.Report(Url) with { Witness = null }, Token);
        var letter = Assert.Single((await world.Get<LetterPreview>().OfAsync((await world.Desk.IdAsync(opened.Value!.Reference, Token))!.Value, Token)).Value!.Letters);
        Assert.Equal(["witness"], letter.Missing);
        Assert.Equal("", letter.Text);
    }

    [Fact]
    public async Task A_paused_case_is_said_to_be_paused()
    {
        await using var world = await World.StartAsync();
        await world.OpenAsync(Url);
        await world.Desk.PauseAsync(world.Reference, Token);
        Assert.Contains("paused", (await PreviewAsync(world)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_committed_by_a_preview()
    {
        await using var world = await World.StartAsync();
        await world.OpenAsync(Url);
        var before = (await world.Ledger.VerifyAsync(null, Token)).Entries;
        await PreviewAsync(world);
        Assert.Equal(before, (await world.Ledger.VerifyAsync(null, Token)).Entries);
    }

    private static async Task<Answer<ExpectedLetters>> PreviewAsync(World world) =>
        await world.Get<LetterPreview>().OfAsync((await world.Desk.IdAsync(world.Reference, Token))!.Value, Token);
}
