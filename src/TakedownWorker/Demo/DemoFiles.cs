using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TakedownWorker.Mail;

namespace TakedownWorker.Demo;

/// <summary>What the demo leaves to look at: letters, briefings (.eml and .html), outcomes.json.</summary>
internal sealed class DemoFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string folder;
    private int number;

    public DemoFiles(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        foreach (var kind in new[] { Letters, Briefings })
        {
            Directory.CreateDirectory(kind);
            foreach (var old in Directory.EnumerateFiles(kind, "*-*.eml").Concat(Directory.EnumerateFiles(kind, "*-*.html")))
            {
                File.Delete(old);
            }
        }
    }

    public string Letters => Path.Combine(folder, "letters");

    public string Briefings => Path.Combine(folder, "briefings");

    public void Write(ReceivedLetter letter)
    {
        var briefing = letter.To == DemoOptions.Caseworker;
        var name = string.Create(CultureInfo.InvariantCulture, $"{++number:000}-{letter.To.Replace('@', '.')}");
        var path = Path.Combine(briefing ? Briefings : Letters, name);
        File.WriteAllBytes(path + ".eml", letter.Bytes);
        if (LetterFile.Html(letter.Bytes) is { } html)
        {
            File.WriteAllText(path + ".html", html);
        }
    }

    public void WriteOutcomes(ImmutableArray<DemoOutcome> outcomes) =>
        File.WriteAllText(Path.Combine(folder, "outcomes.json"), JsonSerializer.Serialize(outcomes, Json));
}
