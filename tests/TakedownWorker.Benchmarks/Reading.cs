using System.Diagnostics;
using System.Text;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Benchmarks;

/// <summary>What the stages of reading one page cost, in microseconds: where to look when looks became slow.</summary>
internal static class Reading
{
    private const int Rounds = 2_000;

    public static int Run(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var text = Encoding.UTF8.GetString(bytes);
        using var services = new ServiceCollection().AddTakedown(new TakedownOptions()).BuildServiceProvider();
        var book = services.GetRequiredService<JudgeBook>();
        var seed = new PageFacts { Url = "https://board.test/p/kettle-spring.html", FinalUrl = "https://board.test/p/kettle-spring.html", Status = 200, FirstStatus = 200 };
        var page = PageReader.Read(seed, "text/html", text);
        var reading = PageReading.Of(book, page);
        using var content = new ByteArrayContent(bytes);
        byte[] key = [1, 2, 3];
        Stage("skeleton", () => PageSkeleton.Of("200", bytes, key));
        Stage("fingerprint of the text", () => TextFingerprint.Of(bytes, content.Headers, key));
        Stage("AngleSharp alone", () => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text));
        Stage("page to facts (with AngleSharp)", () => PageReader.Read(seed, "text/html", text));
        Stage("facts to reading", () => PageReading.Of(book, page));
        Stage("signals", () => LookReading.Alone(reading));
        Stage("platform", () => PlatformRule.Recognise(book, page.Url, page));
        return 0;
    }

    private static void Stage(string name, Func<object?> work)
    {
        for (var i = 0; i < Rounds; i++)
        {
            work();
        }

        var began = Stopwatch.GetTimestamp();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            work();
        }

        Console.WriteLine($"{name,-34} {Stopwatch.GetElapsedTime(began).TotalMicroseconds / Rounds,8:F1} us {(GC.GetAllocatedBytesForCurrentThread() - bytes) / Rounds / 1024,6} KB");
    }
}
