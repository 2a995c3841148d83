using System.Collections.Immutable;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>The parts of a letter that all bases share, in one language.</summary>
internal sealed record LetterFrame(PackTemplate Subject, PackTemplate Head, PackTemplate Foot, PackTemplate Withdrawal);

/// <summary>What one basis adds, in one language: the ground and the time in one line each, and its statements.</summary>
internal sealed record BasisTexts(PackTemplate Ground, PackTemplate ByWhen, PackTemplate Statements);

/// <summary>All templates of letters, parsed and tried with specimen facts for every kind when the program starts.</summary>
internal sealed record LetterTemplates(
    ImmutableDictionary<string, LetterFrame> Frames, ImmutableDictionary<(string Basis, string Language), BasisTexts> Bases)
{
    private static readonly string[] FrameParts = ["subject", "head", "foot", "withdrawal"];

    public static LetterTemplates Load(
        ImmutableArray<PackText> laws, ImmutableArray<PackText> texts, ImmutableDictionary<string, LegalBasis> bases, List<PackFault> faults)
    {
        var own = ImmutableDictionary.CreateBuilder<(string, string), BasisTexts>();
        foreach (var (folder, basis) in bases)
        {
            foreach (var language in basis.Languages)
            {
                var file = laws.First(f => f.Name.EndsWith($"/{folder}/notice.{language}.sbn", StringComparison.Ordinal));
                var sections = Sections.Split(file, faults, "ground", "by-when", "statements");
                if (sections is [{ } ground, { } byWhen, { } statements])
                {
                    own[(basis.Id, language)] = new BasisTexts(ground, byWhen, statements);
                }
            }
        }

        var frames = ImmutableDictionary.CreateBuilder<string, LetterFrame>(StringComparer.Ordinal);
        foreach (var language in bases.Values.SelectMany(b => b.Languages).Distinct(StringComparer.Ordinal))
        {
            if (Frame(texts, language, faults) is { } frame)
            {
                frames[language] = frame;
            }
        }

        var loaded = new LetterTemplates(frames.ToImmutable(), own.ToImmutable());
        loaded.Try(faults);
        return loaded;
    }

    /// <summary>The first language that the party reads and the basis has; English, or the first, where there is none.</summary>
    public static string LanguageFor(ImmutableArray<string> wanted, LegalBasis basis) =>
        wanted.FirstOrDefault(w => basis.Languages.Contains(w))
        ?? wanted.Select(w => w.Split('-')[0]).FirstOrDefault(w => basis.Languages.Contains(w))
        ?? (basis.Languages.Contains("en") ? "en" : basis.Languages[0]);

    private static LetterFrame? Frame(ImmutableArray<PackText> texts, string language, List<PackFault> faults)
    {
        var parts = FrameParts.Select(name => Part(texts, name, language, faults)).ToArray();
        return parts is [{ } subject, { } head, { } foot, { } withdrawal] ? new LetterFrame(subject, head, foot, withdrawal) : null;
    }

    private static PackTemplate? Part(ImmutableArray<PackText> texts, string name, string language, List<PackFault> faults)
    {
        var path = $"Texts/letter/{name}.{language}.sbn";
        if (texts.FirstOrDefault(t => t.Name == path) is { } file)
        {
            return TemplateEngine.Parse(file.Name, 1, file.Content, faults);
        }

        faults.Add(new PackFault(path, 0, "", "", $"is missing: a legal basis has a letter in the language {language}"));
        return null;
    }

    private void Try(List<PackFault> faults)
    {
        var specimens = Specimens.Letters.Cast<object>().ToList();
        var all = Frames.Values.SelectMany(f => new[] { f.Subject, f.Head, f.Foot, f.Withdrawal })
            .Concat(Bases.Values.SelectMany(b => new[] { b.Ground, b.ByWhen, b.Statements }));
        foreach (var template in all)
        {
            TemplateEngine.Check(template, specimens, faults);
        }
    }
}
