using System.Text.Json;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Packs;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Storage;

public sealed class CoreJsonTests
{
    public static TheoryData<string> Records() =>
    [
        .. new[] { typeof(Takedown), typeof(Notice), typeof(CaseFacts), typeof(StoredTask), typeof(OutgoingLetter), typeof(LedgerEntry) }
            .Concat(CoreJson.ClosedLists.SelectMany(CoreJson.CasesOf))
            .Select(t => t.FullName!),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_comes_back_as_it_was(string name)
    {
        var type = typeof(Takedown).Assembly.GetType(name)!;
        var json = JsonSerializer.Serialize(Sampler.Make(type), type, CoreJson.Options);

        var back = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, CoreJson.Options), type, CoreJson.Options);

        Assert.Equal(json, back);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            Assert.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_of_the_closed_lists_are_kept_for_years() => GoldenFile.Check(
        "closed-lists.txt",
        string.Concat(CoreJson.ClosedLists.SelectMany(l => CoreJson.CasesOf(l).Select(c => $"{l.Name}.{c.Name}\n"))));

    [Fact]
    public void A_case_of_a_closed_list_says_which_it_is()
    {
        TakedownEvent e = new TakedownEvent.TimePassed(Some.EventId(), Some.Start);

        Assert.StartsWith("{\"$type\":\"TimePassed\",", CoreJson.Text(e), StringComparison.Ordinal);
        Assert.Equal(e, CoreJson.Read<TakedownEvent>(CoreJson.Text(e)));
    }

    [Fact]
    public void What_is_computed_is_left_out() =>
        Assert.DoesNotContain("key", CoreJson.Text(Some.Route()), StringComparison.OrdinalIgnoreCase);
}
