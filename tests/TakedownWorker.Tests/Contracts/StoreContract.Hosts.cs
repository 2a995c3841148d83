using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>What is learnt of parties over all cases.</summary>
public abstract partial class StoreContract
{
    private const string Party = "board.test";

    [Fact]
    public async Task A_party_is_named_from_its_third_case_on()
    {
        await LearnAsync(1, Fact());
        await LearnAsync(2, Fact());
        Assert.Null(Assert.Single(await Store.Hosts.ListAsync(Stop)).Party);

        await LearnAsync(3, Fact());

        Assert.Equal((Party, 3), (Assert.Single(await Store.Hosts.ListAsync(Stop)).Party, (await Store.Hosts.ListAsync(Stop))[0].Notices));
    }

    [Fact]
    public async Task One_case_that_meets_a_party_often_does_not_name_it()
    {
        await LearnAsync(1, Fact(), Fact(), Fact(), Fact());
        Assert.Null(Assert.Single(await Store.Hosts.ListAsync(Stop)).Party);
    }

    [Fact]
    public async Task A_party_that_the_directory_lists_is_named_at_once()
    {
        await LearnAsync(1, Fact() with { Party = "cloudflare", Role = PartyRole.Cdn, IsListed = true });
        Assert.Equal(("cloudflare", "cdn"), ((await Store.Hosts.ListAsync(Stop))[0].Party, (await Store.Hosts.ListAsync(Stop))[0].Role));
    }

    [Fact]
    public async Task Neither_the_name_nor_the_route_of_a_party_stands_in_the_database_before_it_may_be_named()
    {
        await LearnAsync(1, Fact() with { Party = "only-here.test", Route = "email:abuse@only-here.test" });
        await using var connection = await Store.Database.OpenAsync(Stop);
        await using var db = Store.Database.Context(connection);
        Assert.DoesNotContain("only-here", CoreJson.Text(db.Hosts.ToList()) + CoreJson.Text(db.HostFacts.ToList()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_learnt_comes_back_as_a_profile()
    {
        await LearnAsync(
            1, Fact(), Fact(), Fact(HostFactKind.Answered), Fact(HostFactKind.Removed) with { After = Duration.FromHours(30) }, Fact(HostFactKind.Returned));
        var profile = Assert.Single(await Store.Hosts.ListAsync(Stop));
        Assert.Equal((2, 1, 1, 1, 30.0), (profile.Notices, profile.Answered, profile.Removals, profile.Returns, profile.MedianHours));
    }

    [Fact]
    public async Task A_party_that_took_many_letters_over_routes_and_weeks_in_silence_is_an_ignorer()
    {
        for (var i = 0; i < 5; i++)
        {
            await LearnAsync(1, Fact() with { At = Some.Start + Duration.FromDays(i * 8), Route = i % 2 == 0 ? "email:a@board.test" : "email:b@board.test" });
        }

        Assert.Equal([Party], await Store.Hosts.IgnorersAsync([Party, "other.test"], Stop));
    }

    [Fact]
    public async Task What_others_share_stands_beside_our_own_and_makes_nobody_an_ignorer()
    {
        var shared = new HostProfile(Party, "site-operator", 50, 0, 0, 0, 0, 0, null, null, 4, null, null, Ignores: true);
        await Store.Hosts.ImportAsync([shared, shared with { Notices = 51 }], Stop);
        Assert.Equal([51], (await Store.Hosts.ImportedAsync(Stop)).Select(p => p.Notices));
        Assert.Empty(await Store.Hosts.IgnorersAsync([Party], Stop));
        Assert.Empty(await Store.Hosts.ListAsync(Stop));
    }

    private static HostFact Fact(HostFactKind kind = HostFactKind.Accepted) =>
        new(PartyRole.SiteOperator, Party, IsListed: false, kind, Some.Start, "email:abuse@board.test");

    private async Task LearnAsync(int number, params HostFact[] facts)
    {
        var file = SomeCase.File(number: number);
        if (await Store.Cases.FindAsync(file.Facts.Reference, Stop) is { } id)
        {
            await ChangeAsync(id, f => f, c => c with { HostFacts = [.. facts] });
            return;
        }

        await CommitNewAsync(SomeCase.Commit(file) with { HostFacts = [.. facts] });
    }
}
