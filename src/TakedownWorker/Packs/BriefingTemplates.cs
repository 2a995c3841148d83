using System.Collections.Immutable;
using TakedownWorker.Core;

namespace TakedownWorker.Packs;

/// <summary>What one kind of briefing says, in the order in which it is read.</summary>
internal sealed record BriefingTexts(PackTemplate Subject, PackTemplate Happened, PackTemplate Did, PackTemplate Asked);

/// <summary>One template a kind of briefing, and what all share. English: caseworkers' languages come with their own texts.</summary>
internal sealed record BriefingTemplates(
    ImmutableDictionary<BriefingKind, BriefingTexts> Kinds, PackTemplate? Banner, PackTemplate? More, PackTemplate? Foot)
{
    private const string Language = "en";

    private static readonly ImmutableArray<object> Specimens =
    [
        new BriefingFacts { Reference = "TD-7Q2M4X", Organisation = "Specimen Helpline", Count = 1, More = 1 },
        new BriefingFacts
        {
            Reference = "TD-7Q2M4X",
            Organisation = "Specimen Helpline",
            HotlineText = "Call the hotline.",
            Count = 25,
            More = 5,
            Parties = "board.example",
            Tasks = ["1", "2"],
            Trial = true,
            OneVantageOnly = true,
        },
    ];

    public static BriefingTemplates Load(ImmutableArray<PackText> texts, List<PackFault> faults)
    {
        var kinds = ImmutableDictionary.CreateBuilder<BriefingKind, BriefingTexts>();
        var all = new List<PackTemplate>();
        foreach (var kind in Enum.GetValues<BriefingKind>())
        {
            if (Open(texts, Kebab.Name(kind), faults) is { } file
                && Sections.Split(file, faults, "subject", "happened", "did", "asked") is [{ } subject, { } happened, { } did, { } asked])
            {
                kinds[kind] = new BriefingTexts(subject, happened, did, asked);
                all.AddRange([subject, happened, did, asked]);
            }
        }

        var common = Open(texts, "common", faults);
        ImmutableArray<PackTemplate?> shared = common is null ? [null, null, null] : Sections.Split(common, faults, "banner", "more", "foot");
        foreach (var template in all.Concat(shared.OfType<PackTemplate>()))
        {
            TemplateEngine.Check(template, Specimens, faults);
        }

        return new BriefingTemplates(kinds.ToImmutable(), shared[0], shared[1], shared[2]);
    }

    private static PackText? Open(ImmutableArray<PackText> texts, string name, List<PackFault> faults)
    {
        var path = $"Texts/briefing/{name}.{Language}.sbn";
        var file = texts.FirstOrDefault(t => t.Name == path);
        if (file is null)
        {
            faults.Add(new PackFault(path, 0, "", "", "is missing: every kind of briefing has a text"));
        }

        return file;
    }
}
