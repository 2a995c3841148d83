using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>Tasks are settled by the answer that fits their kind, and by no other.</summary>
public sealed class TaskStories
{
    private const string Url = "https://board.test/thread/1";
    private const string Nameless = "https://192.0.2.7/thread/1";
    private static readonly GivenRoute Given = new(Channel.Email, "abuse@operator.test", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_route_for_a_site_that_nobody_knows_is_its_operators_and_is_written_to()
    {
        await using var world = await WatchedAsync(Nameless);
        var task = await TaskAsync(world, "no-route");

        Assert.True((await world.Get<RouteDesk>().GiveAsync(task, Given, Token)).IsOk);
        await world.PassAsync(Duration.FromHours(2));

        Assert.Equal(Given.Address, Assert.Single(world.Mail.Letters).Letter.To);
        Assert.DoesNotContain((await world.ShowAsync()).Tasks, t => t.Kind == "no-route");
    }

    [Fact]
    public async Task A_route_for_a_letter_that_failed_is_the_same_partys_and_settles_the_task()
    {
        await using var world = await WatchedAsync(Url);
        world.Mail.Answer = t => t.Letter.AutoSubmitted || t.Letter.To == Given.Address ? null : new SendResult.Permanent("5.1.1", "no such user", RecipientGone: true);
        await world.PassAsync(Duration.FromHours(3));
        var task = await TaskAsync(world, "send-failed");

        Assert.True((await world.Get<RouteDesk>().GiveAsync(task, Given, Token)).IsOk);
        await world.PassAsync(Duration.FromHours(2));

        Assert.Equal([Given.Address], world.Mail.Letters.Select(l => l.Letter.To));
        Assert.DoesNotContain((await world.ShowAsync()).Tasks, t => t.Kind == "send-failed");
    }

    [Fact]
    public async Task One_route_is_not_taken_for_addresses_at_two_sites_unless_one_is_named()
    {
        await using var world = await WatchedAsync(Nameless, "https://192.0.2.8/thread/1");
        var task = await TaskAsync(world, "no-route");
        var desk = world.Get<RouteDesk>();
        var first = (await world.ShowAsync()).Urls[0].Id;

        Assert.Contains("--url", (await desk.GiveAsync(task, Given, Token)).Problem, StringComparison.Ordinal);
        Assert.True((await desk.GiveAsync(task, Given with { Url = first }, Token)).IsOk);
        await world.PassAsync(Duration.FromHours(2));

        Assert.DoesNotContain("192.0.2.8", Assert.Single(world.Mail.Letters).Letter.Text, StringComparison.Ordinal);
        Assert.Contains((await world.ShowAsync()).Tasks, t => t.Kind == "no-route");
    }

    [Fact]
    public async Task A_route_is_refused_by_a_task_that_asks_for_something_else()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromMinutes(30), approve: false);
        var task = await TaskAsync(world, "approve-letter");

        var answer = await world.Get<RouteDesk>().GiveAsync(task, Given, Token);

        Assert.Contains("'task approve'", answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Email", "no mailbox")]
    [InlineData("Form", "https://")]
    [InlineData("Email", "abuse@ripe.net")]
    public async Task A_route_that_is_no_address_or_a_bystanders_is_refused(string channel, string address)
    {
        await using var world = await WatchedAsync(Nameless);
        var task = await TaskAsync(world, "no-route");

        Assert.False((await world.Get<RouteDesk>().GiveAsync(task, new GivenRoute(Enum.Parse<Channel>(channel), address, null), Token)).IsOk);
    }

    [Fact]
    public async Task A_task_is_settled_once_and_an_address_without_route_can_be_left()
    {
        await using var world = await WatchedAsync(Nameless);
        var task = await TaskAsync(world, "no-route");

        Assert.Contains("--route", (await world.Tasks.DoneAsync(task, TaskReply.Settle, [], Token)).Problem, StringComparison.Ordinal);
        Assert.True((await world.Tasks.RejectAsync(task, Token)).IsOk);
        Assert.Contains("settled on", (await world.Tasks.RejectAsync(task, Token)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_task_has_an_answer_and_says_which() => Assert.All(Enum.GetValues<TaskKind>(), kind =>
    {
        var answered = kind is TaskKind.ApproveLetter or TaskKind.MissingElement or TaskKind.Fuse or TaskKind.Companions
            || TaskAnswers.TakesRoute(kind) || Enum.GetValues<TaskReply>().Any(r => TaskAnswers.Takes(kind, r));
        Assert.True(answered, kind.ToString());
        Assert.Equal(TaskAnswers.Takes(kind, TaskReply.Settle), TaskAnswers.How(kind).Contains("'task done'", StringComparison.Ordinal));
        Assert.Equal(TaskAnswers.TakesReject(kind), TaskAnswers.How(kind).Contains("'task reject'", StringComparison.Ordinal));
        Assert.Equal(TaskAnswers.TakesRoute(kind), TaskAnswers.How(kind).Contains("--route", StringComparison.Ordinal));
        Assert.Equal(TaskAnswers.Takes(kind, TaskReply.Gone), TaskAnswers.How(kind).Contains("--answer gone", StringComparison.Ordinal));
    });

    private static async Task<World> WatchedAsync(params string[] urls)
    {
        var world = await World.StartAsync();
        foreach (var url in urls)
        {
            world.Pages.Live(url);
        }

        await world.OpenAsync(urls);
        await world.SettleAsync(approve: false);
        return world;
    }

    private static async Task<string> TaskAsync(World world, string kind) => (await world.ShowAsync()).Tasks.Single(t => t.Kind == kind).Id;
}
