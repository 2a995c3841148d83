using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary>The columns of an import as options: <c>authority_by</c> is <c>--authority-by</c>.</summary>
internal static class CaseFactOptions
{
    public static Dictionary<string, Option<string?>> All(params ReadOnlySpan<string> only)
    {
        var options = new Dictionary<string, Option<string?>>(StringComparer.Ordinal);
        foreach (var column in ImportColumns.All)
        {
            if (column != ImportColumns.Url && (only.IsEmpty || only.Contains(column)))
            {
                options[column] = new Option<string?>("--" + column.Replace('_', '-')) { Description = Describe(column) };
            }
        }

        return options;
    }

    /// <summary>What rows and options are held against.</summary>
    public static ImportContext Context(ICommandServices services) => new(
        services.Get<IRulebookSource>().PolicyNames, [.. services.Options.Caseworkers.Select(c => c.Email)], services.Get<CaseRunner>().Today);

    /// <summary>The options that were given, by column.</summary>
    public static ImmutableDictionary<string, string> Given(Dictionary<string, Option<string?>> options, ParseResult parsed) => options
        .Where(o => !string.IsNullOrWhiteSpace(parsed.GetValue(o.Value)))
        .ToImmutableDictionary(o => o.Key, o => parsed.GetValue(o.Value)!.Trim(), StringComparer.Ordinal);

    /// <summary>Facts from options, held to the rules of an import row.</summary>
    /// <exception cref="CommandException">Every faulty option, by name.</exception>
    public static CaseReport Read(ICommandServices services, ImmutableDictionary<string, string> values, ImmutableArray<string> urls)
    {
        // An option has no case id of its own, and facts alone have no address: both only satisfy the rules of a row.
        var named = values.ContainsKey(ImportColumns.Case) ? values : values.Add(ImportColumns.Case, "by hand");
        var row = new ImportRow(1, named, [.. urls.Select((u, i) => new ImportUrl(u.Trim(), urls.Length > 1 ? i + 1 : null))], Incomplete: urls.IsEmpty);
        var context = Context(services);
        var faults = ImportChecks.Faults(row, context).Concat(ImportChecks.OfUrls(row)).ToList();
        if (faults.Count > 0)
        {
            throw new CommandException(string.Join(' ', faults.Select(f => f.Column == ImportColumns.Urls
                ? $"URL {f.Reason}"
                : $"--{f.Column!.Replace('_', '-')}: {f.Reason}")));
        }

        var gathered = new GatheredCase(named[ImportColumns.Case]);
        gathered.Add(row, context);
        return gathered.ToCase(minor: false).Reports.Single() with { CallerId = values.GetValueOrDefault(ImportColumns.Case) };
    }

    private static string Describe(string column) => column switch
    {
        ImportColumns.Case => "Your own id of the case: opening it again adds nothing.",
        "country" => "Country of the person (ISO 3166, GB-SCT).",
        "severity" => "Your own word for how urgent it is.",
        "authority_by" => "Who gave authority to act.",
        "authority_date" => "When (ISO date).",
        "authority_scope" => "What it covers.",
        "authority_expires" => "Last day on which it holds.",
        "adult" => "yes when the person was 18 or over in every image; no or unknown otherwise.",
        "under18" => "yes when the person may be under 18.",
        "seen_by" => "Who saw that it shows the person without consent.",
        "seen_on" => "When (ISO date).",
        "caseworker" => "E-mail address of the caseworker.",
        "owns_copyright" or "consent_to_name" => "yes, no or unknown.",
        "person_name" => "Stays home unless a basis needs it and consent is recorded.",
        "material" => "Neutral words.",
        "policy" => "Name of the policy.",
        _ => column,
    };
}
