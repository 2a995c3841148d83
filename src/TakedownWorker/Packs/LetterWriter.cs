using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>A rendered letter.</summary>
/// <param name="OwnWords">Subject and text without the values of facts.</param>
/// <param name="OutsideLocator">Subject and text without the locator block.</param>
internal sealed record WrittenLetter(string Subject, string Text, string Html, string OwnWords, string OutsideLocator);

/// <summary>Puts the parts of a letter together. Pure: the same facts give the same letter.</summary>
internal static class LetterWriter
{
    /// <summary>Stands where addresses would, when the frame of a letter is hashed.</summary>
    public const string AddressMark = "{addresses}";

    public static WrittenLetter Write(LetterFrame frame, BasisTexts basis, string language, LetterFacts facts, ImmutableArray<string> urls)
    {
        var full = facts with { Ground = Line(basis.Ground, facts), ByWhen = Line(basis.ByWhen, facts) };
        var subject = Line(frame.Subject, full);
        var body = facts.Kind == "withdrawal"
            ? TemplateEngine.Render(frame.Withdrawal, full)
            : string.Join("\n\n", new[] { frame.Head, basis.Statements, frame.Foot }.Select(t => TemplateEngine.Render(t, full)));
        var blocks = Markup.Parse(body);
        var own = string.Join('\n', Markup.WithoutValues(TemplateEngine.Render(frame.Subject, full)),
            Markup.WithoutValues(TemplateEngine.Render(basis.Ground, facts)), Markup.WithoutValues(body));
        return new WrittenLetter(
            subject,
            TextLayout.Render(blocks, urls),
            HtmlLayout.Render(subject, language, blocks, urls),
            own,
            subject + "\n" + TextLayout.Render(blocks, []));
    }

    /// <summary>SHA-256 over the parts, each preceded by its length, lower-case hex.</summary>
    public static string Hash(WrittenLetter letter, string recipient, string json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { letter.Subject, recipient, letter.Text, letter.Html, json })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(PackTemplate template, LetterFacts facts) =>
        string.Join(' ', Markup.Unfence(TemplateEngine.Render(template, facts)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
