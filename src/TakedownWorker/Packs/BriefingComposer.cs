using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>
/// Briefings to caseworkers: what happened, what the worker did, what is asked, to be read in ten seconds. It stands here
/// and not beside the sending of briefings because only this folder may see the template engine.
/// </summary>
internal sealed class BriefingComposer(LoadedPacks packs, OrganisationFacts organisation) : IBriefingComposer
{
    /// <summary>A longer list is not read; the count says the rest.</summary>
    public const int Listed = 20;

    public BriefingText Compose(BriefingRequest request)
    {
        var texts = packs.Briefings.Kinds[request.Kind];
        var facts = Facts(request);
        var subject = Line(texts.Subject, facts);
        if (request.Trial)
        {
            subject = "[NOT SENT] " + subject;
        }

        var markup = string.Join(
            "\n\n",
            Render(packs.Briefings.Banner!, facts),
            Render(texts.Happened, facts),
            "# What the worker did",
            Render(texts.Did, facts),
            "# What is asked of you",
            Render(texts.Asked, facts),
            // Last, because twenty addresses would push what is asked off the first screen.
            List(request, facts),
            Render(packs.Briefings.Foot!, facts));
        var blocks = Markup.Parse(markup);
        return new BriefingText(subject, TextLayout.Render(blocks, []), HtmlLayout.Render(subject, "en", blocks, []));
    }

    private BriefingFacts Facts(BriefingRequest request) => new()
    {
        Reference = request.Case.Reference,
        Organisation = organisation.Name,
        HotlineText = organisation.HotlineText ?? "",
        Count = request.Entries.Length,
        More = Math.Max(0, request.Entries.Length - Listed),
        Parties = Parties(request),
        Tasks = [.. request.Entries.Select(e => e.TaskId).OfType<string>().Distinct(StringComparer.Ordinal).Take(Listed)],
        Trial = request.Trial,
        OneVantageOnly = request.OneVantageOnly,
    };

    private string Parties(BriefingRequest request)
    {
        var names = request.Entries.Select(e => e.Party).OfType<string>().Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(p => packs.Providers.FirstOrDefault(x => x.Id == p)?.Name ?? UrlMasking.Apply(p, UrlMasking.TermsOf(request.Case)))
            .ToList();
        return names.Count > 3
            ? string.Create(CultureInfo.InvariantCulture, $"{names.Count} recipients")
            : string.Join(", ", names);
    }

    /// <summary>Never an address where the person may be under 18 (DESIGN 4.2); elsewhere masked and defanged, whatever was handed in.</summary>
    private string List(BriefingRequest request, BriefingFacts facts)
    {
        if (request.Kind == BriefingKind.UnderAge || request.Entries.IsEmpty)
        {
            return "";
        }

        var terms = UrlMasking.TermsOf(request.Case);
        var lines = request.Entries.Take(Listed).Select(e => Entry(e, terms)).ToList();
        if (facts.More > 0)
        {
            lines.Add("- " + Render(packs.Briefings.More!, facts).Trim());
        }

        return "# Which addresses\n\n" + string.Join('\n', lines);
    }

    private static string Entry(BriefingEntry entry, ImmutableArray<string> terms)
    {
        var address = UrlMasking.Apply(entry.DefangedUrl, terms);
        var safe = address.Contains("http", StringComparison.OrdinalIgnoreCase) ? Defang.Url(address) : address;
        var since = entry.Since is { } at ? $" (since {LocalDatePattern.Iso.Format(at.InUtc().Date)})" : "";
        return "- " + Markup.Fence(safe.Length > 0 && entry.What.Length > 0 ? $"{safe} : {entry.What}{since}" : safe + entry.What + since);
    }

    private static string Render(PackTemplate template, BriefingFacts facts) => TemplateEngine.Render(template, facts);

    private static string Line(PackTemplate template, BriefingFacts facts) =>
        string.Join(' ', Markup.Unfence(Render(template, facts)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
