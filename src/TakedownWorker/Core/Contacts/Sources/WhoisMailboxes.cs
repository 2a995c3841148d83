using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>The mailboxes of one answer on port 43, by how surely they are for abuse.</summary>
internal sealed partial class WhoisMailboxes
{
    private static readonly string[] Mail = ["email", "mail", "mailbox", "emailaddress", "electronicmail"];
    private static readonly string[] Names = ["role", "irt", "person", "name", "contact", "contactname", "nichdl", "handle", "title", "type", "contacttype"];
    private static readonly string[] Handles = ["nichdl", "nichdlbr", "nichandle", "irt", "contact", "handle"];
    private static readonly string[] Remarks = ["remarks", "remark", "comment", "comments", "descr", "description", "notice", "trouble"];

    private readonly ImmutableArray<WhoisObject> _objects;
    private readonly ImmutableHashSet<string> _abuseHandles;
    private readonly List<string> _notes = [];

    public WhoisMailboxes(ImmutableArray<WhoisObject> objects)
    {
        _objects = [.. objects.OrderBy(o => WhoisRange.OfPart(objects, o.Part)).ThenBy(o => o.Part)];
        _abuseHandles = [.. objects.SelectMany(o => o.All("abusec", "abusecontact", "abusehandle")).Select(h => h.ToUpperInvariant())];
    }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>In this order: what the registry says, fields for abuse, contacts named for abuse. The narrowest network first.</summary>
    public ImmutableArray<string> OfFields()
    {
        var parts = _objects.Select(o => o.Part).Distinct().ToList();
        return
        [
            .. parts.SelectMany(p => OfPart([.. _objects.Where(o => o.Part == p)])).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Named by a remark in the customer's own objects.</summary>
    public ImmutableArray<string> OfRemarks() =>
    [
        .. _objects.SelectMany(o => RemarkMailboxes.Of([.. o.Lines.Where(l => !l.Comment && Remarks.Contains(l.Key)).Select(l => l.Value)]))
            .Distinct(StringComparer.Ordinal),
    ];

    private IEnumerable<string> OfPart(ImmutableArray<WhoisObject> objects) =>
        objects.SelectMany(o => o.Lines).Where(l => l.Comment).Select(l => Says().Match(l.Value)).Where(m => m.Success)
            .SelectMany(m => Mailboxes(m.Groups["mail"].Value))
            .Concat(objects.SelectMany(Fields).OrderBy(f => f.Rank).SelectMany(f => Mailboxes(f.Value)))
            .Concat(objects.Where(IsForAbuse).SelectMany(o => o.All(Mail)).SelectMany(Mailboxes));

    private static IEnumerable<(string Value, int Rank)> Fields(WhoisObject o) => o.Lines
        .Where(l => !l.Comment && IsAbuseField(l.Key) && l.Value.Length > 0)
        .Select(l => (l.Value, l.Key.StartsWith('r') && l.Key.StartsWith("rabuse", StringComparison.Ordinal) ? 0 : 1));

    /// <summary>By the words of its name: abuse, and something that holds a mailbox.</summary>
    private static bool IsAbuseField(string key) =>
        key.Contains("abuse", StringComparison.Ordinal)
        && (key.EndsWith("mail", StringComparison.Ordinal) || key.EndsWith("mailbox", StringComparison.Ordinal) || key.EndsWith("emails", StringComparison.Ordinal)
            || key.EndsWith("contact", StringComparison.Ordinal) || key.EndsWith("emailaddress", StringComparison.Ordinal) || key == "abuse");

    /// <summary>A contact that another object names for abuse, whose own name or heading says so, or an incident response team.</summary>
    private bool IsForAbuse(WhoisObject o) =>
        o.All(Handles).Any(h => _abuseHandles.Contains(h.ToUpperInvariant()))
        || o.Heading.Contains("abuse", StringComparison.OrdinalIgnoreCase)
        || (o.Lines.Length > 0 && o.Lines.FirstOrDefault(l => !l.Comment).Key == "irt")
        || o.All(Names).Any(n => n.Contains("abuse", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Mailboxes(string text)
    {
        var read = MailboxText.OfField(text);
        _notes.AddRange(read.Notes.Where(n => n != MailboxText.NotAMailbox || text.Contains('@', StringComparison.Ordinal)));
        return read.Addresses;
    }

    [GeneratedRegex(@"^Abuse contact for '[^']*' is '(?<mail>[^']*)'", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Says();
}
