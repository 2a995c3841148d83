using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>What a letter says. <see cref="Withdrawal"/> is also the one "no longer needed" after a removal.</summary>
internal enum ItemKind
{
    First,
    Reminder,
    Renewed,
    Withdrawal,
}

/// <summary>
/// What one takedown owes to one party, once: unique by (takedown, attempt, rung, party, kind, route try).
/// </summary>
/// <param name="Takedown">Whose item.</param>
/// <param name="Attempt">From 1; material that came back starts the next.</param>
/// <param name="Rung">Rung of the policy, from 1.</param>
/// <param name="Role">Role of the party.</param>
/// <param name="Party">The party, as in <see cref="Route.Party"/>.</param>
/// <param name="Kind">What is owed.</param>
/// <param name="Number">Of a reminder, from 1; else 0.</param>
/// <param name="RouteTry">From 1; the next route of the same party after a bounce is the next try.</param>
internal sealed record ItemKey(
    TakedownId Takedown, int Attempt, int Rung, PartyRole Role, string Party, ItemKind Kind, int Number, int RouteTry)
{
    /// <summary><c>first</c>, <c>reminder-n</c>, <c>renewed</c> or <c>withdrawal</c>.</summary>
    public string KindName => Kind == ItemKind.Reminder
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"reminder-{Number}")
        : Kind.ToString().ToLowerInvariant();
}

/// <summary>Where an item stands.</summary>
internal enum ItemState
{
    /// <summary>Owed, not yet in a letter that left.</summary>
    Owed,

    /// <summary>In a letter that a server may have, nobody knows.</summary>
    Doubtful,

    /// <summary>Received by the party's server or form.</summary>
    Sent,

    /// <summary>Written to the pickup folder: nothing was sent, no clock runs.</summary>
    Pickup,

    /// <summary>Could not be delivered.</summary>
    Failed,

    /// <summary>Not owed for now: the URL was not live, or the case stopped. May be owed again; it never left.</summary>
    Dropped,

    /// <summary>A human turned the letter down or took it back: not owed again in this attempt.</summary>
    Declined,

    /// <summary>It left and was withdrawn: its reminders stop.</summary>
    Withdrawn,
}

/// <summary>An item with its route and its clock.</summary>
internal sealed record Item
{
    public required ItemKey Key { get; init; }

    public required Route Route { get; init; }

    public required NodaTime.Instant OwedAt { get; init; }

    public ItemState State { get; init; }

    /// <summary>The letter that carries it, once gathered.</summary>
    public NoticeId? Notice { get; init; }

    /// <summary>Receipt: the server's 250 or a form's confirmation. The legal clock starts here (DESIGN 7).</summary>
    public NodaTime.Instant? ReceivedAt { get; init; }

    /// <summary>Last instant that is not yet late; null while no clock runs.</summary>
    public NodaTime.Instant? Deadline { get; init; }

    /// <summary>The latest answer of the party.</summary>
    public ReplyKind? Answer { get; init; }

    /// <summary>The party was a known ignorer when this was owed (CON-41).</summary>
    public bool ToIgnorer { get; init; }

    public bool IsOpen => State is ItemState.Owed or ItemState.Doubtful;

    public bool Left => State is ItemState.Sent or ItemState.Pickup;
}
