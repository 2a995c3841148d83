using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>The file behind a page: offered, taken into the case, and looked at for itself.</summary>
public sealed class CompanionStories
{
    private const string Page = "https://board.test/thread/1";
    private const string File = "https://cdn.board.test/files/1.jpg";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<World> FoundAsync()
    {
        var world = await World.StartAsync();
        world.Pages.Names(Page, new Companion(CompanionKind.MediaFile, File));
        world.Pages.Live(File);
        await world.OpenAsync(Page);
        await world.PassAsync(Duration.FromHours(1));
        return world;
    }

    private static async Task<string> TaskAsync(World world) =>
        Assert.Single((await world.ShowAsync()).Tasks, t => t.Kind == "companions").Id;

    [Fact]
    public async Task A_file_that_is_offered_is_not_looked_at_before_somebody_says_so()
    {
        await using var world = await FoundAsync();
        Assert.Equal([Page], (await world.ShowAsync()).Urls.Select(u => u.Url));
        Assert.Equal([File], (await world.Tasks.ShowAsync(await TaskAsync(world), Token)).Value!.Urls);
    }

    [Fact]
    public async Task A_file_that_is_taken_into_the_case_keeps_its_page_from_being_removed()
    {
        await using var world = await FoundAsync();
        await world.Tasks.ApproveAsync(await TaskAsync(world), new Approving("desk", Witness: new Witness("caseworker", new LocalDate(2026, 3, 1))), Token);
        world.Pages.Answers(Page, 404);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal(["gone-unconfirmed", "live"], (await world.ShowAsync()).Urls.Select(u => u.Content));
        Assert.Equal("file-is-live", (await world.ShowAsync()).Urls[0].Reason);

        world.Pages.Answers(File, 404);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal(["removed", "removed"], (await world.ShowAsync()).Urls.Select(u => u.Content));
    }

    [Fact]
    public async Task The_caseworker_is_told_of_it_once_with_its_address_made_harmless()
    {
        await using var world = await FoundAsync();
        await world.PassAsync(Duration.FromDays(2));
        Assert.Single(world.Mail.Briefings, m => m.Letter.Text.Contains("hxxps://cdn[.]board[.]test/files/1.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_declined_is_never_looked_at_nor_offered_again()
    {
        await using var world = await FoundAsync();
        await world.Tasks.RejectAsync(await TaskAsync(world), Token);
        await world.PassAsync(Duration.FromDays(2));
        var shown = await world.ShowAsync();
        Assert.DoesNotContain(shown.Tasks, t => t.Kind == "companions");
        Assert.Single(shown.Urls);
    }

    [Fact]
    public async Task Nothing_is_shown_of_an_offer_in_quarantine()
    {
        await using var world = await FoundAsync();
        var task = await TaskAsync(world);
        await world.Desk.QuarantineAsync(world.Reference, Token);
        Assert.Null((await world.Tasks.ShowAsync(task, Token)).Value);
    }
}
