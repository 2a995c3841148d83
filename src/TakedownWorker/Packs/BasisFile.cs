using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>Reads one <c>basis.yaml</c>. Which languages it has follows from the templates beside it.</summary>
internal static class BasisFile
{
    public static LegalBasis Read(YamlMap map, string folder, IReadOnlyCollection<string> languages)
    {
        var basis = new LegalBasis
        {
            Id = map.Text("id"),
            Title = map.Text("title"),
            Jurisdiction = map.Text("jurisdiction"),
            Statute = map.Text("statute"),
            Section = map.Text("section"),
            Binds = map.Choices<PartyRole>("binds"),
            Deadline = map.OptionalPeriod("deadline"),
            AsksWithin = map.OptionalPeriod("asksWithin"),
            Zone = map.OptionalText("zone") ?? "Etc/UTC",
            Quotable = map.Choice("quotable", Quotable.Never),
            NeedsAuthority = map.Flag("needsAuthority", otherwise: true),
            InForceFrom = map.OptionalDate("inForceFrom"),
            Reviewed = map.Date("reviewed"),
            ReviewBy = map.Date("reviewBy"),
            Confidence = map.Text("confidence"),
            Sources = map.Texts("sources"),
            Languages = [.. languages.Order(StringComparer.Ordinal)],
            Elements = [.. map.Maps("elements").Select(Element)],
        };
        Check(map, basis, folder);
        map.End();
        return basis;
    }

    private static LegalElement Element(YamlMap map)
    {
        var key = map.Text("key");
        if (key.Length > 0 && !ElementRule.KnownSlots.Contains(key))
        {
            map.Fault("key", key, $"no letter has such a slot; there are: {string.Join(", ", ElementRule.KnownSlots.Order(StringComparer.Ordinal))}");
        }

        var element = new LegalElement(key, map.Flag("mandatory", otherwise: true), map.Text("requirement"), map.Text("clause"));
        map.End();
        return element;
    }

    private static void Check(YamlMap map, LegalBasis basis, string folder)
    {
        if (basis.Id.Length > 0 && basis.Id != folder)
        {
            map.Fault("id", basis.Id, $"must be the name of its folder, {folder}");
        }

        if (basis.Languages.IsEmpty)
        {
            map.Fault("", "", $"has no letter: put notice.en.sbn into LegalBases/{folder}");
        }

        if (basis.ReviewBy <= basis.Reviewed)
        {
            map.Fault("reviewBy", basis.ReviewBy.ToString("uuuu-MM-dd", null), "must be later than reviewed");
        }

        if (basis.Quotable != Quotable.Never && basis.Deadline is null)
        {
            map.Fault("deadline", "", "is missing: a basis whose hours may be quoted has to name them");
        }

        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(basis.Zone) is null)
        {
            map.Fault("zone", basis.Zone, "is no time zone of the tz database, such as Europe/Berlin");
        }

        if (basis.Sources.IsEmpty)
        {
            map.Fault("sources", "", "name at least one source: a basis without one cannot be reviewed");
        }
    }
}
