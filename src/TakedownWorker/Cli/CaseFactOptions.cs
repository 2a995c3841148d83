using System.CommandLine;
using TakedownWorker.Core.Intake;

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
