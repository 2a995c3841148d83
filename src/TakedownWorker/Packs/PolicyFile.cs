using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Packs;

/// <summary>Reads one policy: a ladder of rungs and a rhythm of looks.</summary>
internal static class PolicyFile
{
    public static Policy Read(YamlMap map, IReadOnlySet<string> knownBases)
    {
        var policy = new Policy
        {
            Name = map.Text("name"),
            CollectionWindow = map.Period("collectionWindow"),
            AfterExhausted = map.Period("afterExhausted"),
            ApproveEveryLetter = map.Flag("approveEveryLetter", otherwise: false),
            Rungs = Rungs(map, knownBases),
            Rhythm = Rhythm(map),
        };
        map.OptionalText("about");
        map.End();
        return policy;
    }

    private static ImmutableArray<Rung> Rungs(YamlMap map, IReadOnlySet<string> knownBases)
    {
        var maps = map.Maps("rungs");
        if (map.Has("rungs") && maps.IsEmpty)
        {
            map.Fault("rungs", "", "a policy needs at least one rung");
        }

        return [.. maps.Select((m, i) => Rung(m, i + 1, knownBases))];
    }

    private static Rung Rung(YamlMap map, int expected, IReadOnlySet<string> knownBases)
    {
        var rung = new Rung
        {
            Number = map.Number("number", expected, least: 1),
            Parties = map.Choices<PartyRole>("parties"),
            Wait = map.Period("wait"),
            WaitForIgnorers = map.OptionalPeriod("waitForIgnorers"),
            RemindEvery = map.OptionalPeriod("remindEvery"),
            Reminders = map.Number("reminders", otherwise: 0, least: 0),
            Bases = map.Texts("bases"),
            HumanOnly = map.Flag("humanOnly", otherwise: false),
        };
        CheckRung(map, rung, expected, knownBases);
        map.End();
        return rung;
    }

    private static void CheckRung(YamlMap map, Rung rung, int expected, IReadOnlySet<string> knownBases)
    {
        if (rung.Number != expected)
        {
            map.Fault("number", $"{rung.Number}", $"rungs are numbered in order from 1: this one is {expected}");
        }

        if (map.Has("parties") && rung.Parties.IsEmpty)
        {
            map.Fault("parties", "", "name at least one party");
        }

        foreach (var unknown in rung.Bases.Where(b => !knownBases.Contains(b)))
        {
            map.Fault("bases", unknown, $"no such legal basis; there are: {string.Join(", ", knownBases.Order(StringComparer.Ordinal))}");
        }

        if (rung.Bases.IsEmpty && !rung.HumanOnly)
        {
            map.Fault("bases", "", "name at least one legal basis, or set humanOnly: true");
        }

        if (!rung.HumanOnly && rung.Parties.Any(p => p is PartyRole.Regulator or PartyRole.Hotline))
        {
            map.Fault("humanOnly", "false", "regulators and hotlines are written to by humans only: set humanOnly: true");
        }

        if (rung.WaitForIgnorers is { } shorter && Approximate(shorter) > Approximate(rung.Wait))
        {
            map.Fault("waitForIgnorers", shorter.ToString(), "must not be longer than wait");
        }

        CheckReminders(map, rung);
    }

    private static void CheckReminders(YamlMap map, Rung rung)
    {
        if (rung.Reminders > 0 && rung.RemindEvery is null)
        {
            map.Fault("remindEvery", "", "is missing: reminders need a pause between them");
        }

        // Exactly at the end of the wait the next rung is due: a reminder then would cross it.
        if (rung is { Reminders: > 0, RemindEvery: { } every } && Approximate(every) * rung.Reminders >= Approximate(rung.Wait))
        {
            map.Fault("reminders", $"{rung.Reminders}", "do not fit into the wait: the last reminder must come before the next rung");
        }
    }

    /// <summary>Months count 30 days and years 365: enough to compare, never used to reckon a deadline.</summary>
    private static Duration Approximate(Period p)
    {
        var days = Duration.FromDays((p.Years * 365) + (p.Months * 30) + (p.Weeks * 7) + p.Days);
        return days + Duration.FromHours(p.Hours) + Duration.FromMinutes(p.Minutes) + Duration.FromSeconds(p.Seconds);
    }

    private static ImmutableArray<RhythmRow> Rhythm(YamlMap map)
    {
        var maps = map.Maps("rhythm");
        var rows = maps.Select(Row).ToImmutableArray();
        foreach (var state in Enum.GetValues<ContentState>())
        {
            var last = rows.LastOrDefault(r => r.State == state);
            if (last is null || last.UpTo is not null || last.AroundDeadlines is not null)
            {
                map.Fault("rhythm", Kebab.Name(state), "its last row must stand without upTo and aroundDeadlines, so that looks never stop by accident");
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            CheckOrder(maps, rows, i);
        }

        return rows;
    }

    private static void CheckOrder(ImmutableArray<YamlMap> maps, ImmutableArray<RhythmRow> rows, int i)
    {
        var before = rows.Take(i).LastOrDefault(r => r.State == rows[i].State && r.AroundDeadlines is null);
        if (before is { UpTo: null })
        {
            maps[i].Fault("state", Kebab.Name(rows[i].State), "is never reached: an earlier row of this state has no upTo");
        }
        else if (before is { UpTo: { } earlier } && rows[i].UpTo is { } later && Approximate(earlier) >= Approximate(later))
        {
            maps[i].Fault("upTo", later.ToString(), "must be longer than in the row of this state before it");
        }
    }

    private static RhythmRow Row(YamlMap map)
    {
        var row = new RhythmRow(map.Choice("state", ContentState.Unseen), map.OptionalPeriod("upTo"), map.Period("every"))
        {
            AroundDeadlines = map.OptionalPeriod("aroundDeadlines"),
        };
        if (row.AroundDeadlines is { } around && (around.Months != 0 || around.Years != 0))
        {
            map.Fault("aroundDeadlines", around.ToString(), "must be days or less, such as PT2H");
            row = row with { AroundDeadlines = null };
        }

        map.End();
        return row;
    }
}
