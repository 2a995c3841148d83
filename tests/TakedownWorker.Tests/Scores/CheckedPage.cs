using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Scores;

/// <summary>One address through the whole of <c>check</c>, with the rules that are shipped.</summary>
internal static class CheckedPage
{
    public const string Prose = "The kettle was bought at a market in spring and has been in use every day since then. It holds a litre and a half, "
        + "boils in four minutes, and its handle stays cool. Below are notes on cleaning it, on the water of the town, and on tea. ";

    public static async Task<CheckResult> AskAsync(ScriptedHosts hosts, string url, Func<FetchSettings, FetchSettings>? change = null)
    {
        var settings = TestFetching.OpenTo(hosts);
        using var fetching = TestFetching.With(change?.Invoke(settings) ?? settings, s => s.AddSingleton(ShippedBook.Value));
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync([url], TestContext.Current.CancellationToken))
        {
            return result;
        }

        throw new InvalidOperationException("no result");
    }

    public static string Say(CheckResult result) =>
        $"{result.Verdict}/{result.Reason} {result.Confidence} [{string.Join(' ', result.Facts.Signals.Select(s => s.Name))}]";

    public static RequestDelegate Page(int status, string body, string type = "text/html; charset=utf-8", params (string Name, string Value)[] headers) => async context =>
    {
        await Answers.Status(status, headers)(context);
        await Answers.Page(body, type)(context);
    };
}
