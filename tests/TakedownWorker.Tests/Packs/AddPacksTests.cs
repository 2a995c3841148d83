using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.ContactLookup;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Packs;

public sealed class AddPacksTests
{
    [Fact]
    public async Task The_defaults_give_rulebook_composers_and_routes()
    {
        var services = new ServiceCollection().AddPacks(new TakedownOptions()).AddContactLookup();
        services.AddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        await using var provider = services.BuildServiceProvider();

        var book = provider.GetRequiredService<IRulebookSource>().For(null);
        var routes = await provider.GetRequiredService<IRouteFinder>().FindAsync("https://board.example/t/1", TestContext.Current.CancellationToken);

        Assert.True(book.Installation.Trial);
        Assert.False(book.Installation.ReadsMail);
        Assert.Equal(Period.FromHours(24), book.Installation.Confirmation.Spread);
        Assert.Equal("example.org", book.Installation.CaseMailDomain);
        Assert.Equal("abuse@board.example", Assert.Single(routes).Address);
        Assert.NotNull(provider.GetRequiredService<INoticeComposer>());
        Assert.NotNull(provider.GetRequiredService<IBriefingComposer>());
        Assert.NotNull(provider.GetRequiredService<INoticePreview>());
    }

    [Fact]
    public void A_review_of_an_unknown_basis_and_an_unknown_default_policy_are_named_together()
    {
        var options = new TakedownOptions();
        options.LegalBases.Reviews.Add(new BasisReviewOptions { Basis = "us-tida", By = "counsel", On = "2026-11-23" });
        options.Policies.Default = "swift";

        var faults = Assert.Throws<InvalidPacksException>(() => new ServiceCollection().AddPacks(options)).Faults;

        Assert.Equal(["us-tida", "swift"], faults.Select(f => f.Value));
    }

    [Fact]
    public void Reviews_of_the_configuration_reach_the_rulebook()
    {
        var options = new TakedownOptions();
        options.LegalBases.Reviews.Add(new BasisReviewOptions { Basis = "generic-aup", By = "counsel", On = "2026-11-23" });

        Assert.Equal(["generic-aup"], AddPacksExtensions.InstallationOf(options).ReviewedBases);
    }
}
