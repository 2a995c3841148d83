using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Packs;

namespace TakedownWorker.Tests.Packs;

public sealed class ShippedPacksTests
{
    private static readonly LoadedPacks Loaded = PackLoader.Load(PackFolders.BesideTheProgram);

    [Fact]
    public void The_default_policy_climbs_from_the_operator_to_the_regulator()
    {
        var rungs = Loaded.Policies["default"].Rungs;

        Assert.Equal([1, 2, 3, 4], rungs.Select(r => r.Number));
        Assert.Equal([PartyRole.SiteOperator], rungs[0].Parties);
        Assert.Equal(Period.FromHours(48), rungs[0].Wait);
        Assert.True(rungs[3].HumanOnly);
    }

    [Fact]
    public void Every_content_state_has_a_rhythm_that_never_ends() =>
        Assert.All(
            Enum.GetValues<ContentState>(),
            s => Assert.Null(Loaded.Policies["default"].Rhythm.Last(r => r.State == s).UpTo));

    [Fact]
    public void No_shipped_basis_is_past_its_review() =>
        Assert.All(Loaded.Bases.Values, b => Assert.True(b.ReviewBy >= new LocalDate(2027, 11, 23)));

    [Fact]
    public void The_hash_of_the_rulebook_changes_with_a_setting_and_with_nothing_else()
    {
        var first = Book(trial: true).Hash;

        Assert.Equal(first, Book(trial: true).Hash);
        Assert.NotEqual(first, Book(trial: false).Hash);
    }

    [Fact]
    public void An_unknown_policy_is_refused_and_the_known_ones_are_named()
    {
        var e = Assert.Throws<ArgumentException>(() => Books(trial: true).For("swift"));

        Assert.Contains("\"swift\"", e.Message, StringComparison.Ordinal);
        Assert.Contains("default", e.Message, StringComparison.Ordinal);
    }

    private static Rulebook Book(bool trial) => Books(trial).For(null);

    private static PackRulebooks Books(bool trial) => new(
        Loaded,
        new Installation
        {
            Confirmation = new Confirmation(3, Period.FromHours(24)), HasControlUrls = true, Vantages = ["direct"], Trial = trial, ReadsMail = false,
        },
        "default");
}
