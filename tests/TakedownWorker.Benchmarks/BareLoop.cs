namespace TakedownWorker.Benchmarks;

/// <summary>The floor: an HttpClient that throws the body away. Nothing is judged, nothing committed.</summary>
internal static class BareLoop
{
    public static async Task<int> MainAsync(RunArguments run)
    {
        var urls = File.ReadLines(run.Urls).Select(line => line.Split(' ')[1]).Take(run.Looks).ToList();
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        await PassAsync(client, urls, run.AtOnce);
        var measure = new Measure();
        measure.Print(urls.Count, await PassAsync(client, urls, run.AtOnce));
        return 0;
    }

    private static async Task<int> PassAsync(HttpClient client, List<string> urls, int atOnce)
    {
        var faults = 0;
        await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (url, token) =>
        {
            using var answer = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, token);
            await answer.Content.CopyToAsync(Stream.Null, token);
            if ((int)answer.StatusCode is not (200 or 404))
            {
                Interlocked.Increment(ref faults);
            }
        });
        return faults;
    }
}
