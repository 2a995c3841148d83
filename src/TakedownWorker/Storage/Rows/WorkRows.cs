namespace TakedownWorker.Storage.Rows;

/// <summary>
/// First clock of a takedown: when to look from one vantage. Instants are ticks since 1970 UTC; <c>due</c> is on the domain
/// clock, <c>lease_until</c> on the machine clock.
/// </summary>
internal sealed class LookRow
{
    public long Id { get; set; }

    public Guid CaseId { get; set; }

    public Guid TakedownId { get; set; }

    public required string Vantage { get; set; }

    /// <summary>Keyed hash of the host: slots and breakers group by it.</summary>
    public required string HostKey { get; set; }

    public required byte[] Url { get; set; }

    public int Expected { get; set; }

    public bool ReportBack { get; set; }

    public long Every { get; set; }

    public long Due { get; set; }

    public Guid? LeaseToken { get; set; }

    public long LeaseUntil { get; set; }

    public int Failures { get; set; }

    /// <summary>Sealed: by what the last answer that was read is known again, and what it meant.</summary>
    public string? Memory { get; set; }

    /// <summary>Of the look, from 1: jitter is a hash of it.</summary>
    public long Number { get; set; }
}

/// <summary>When the next look at a host may begin, over all cases and replicas; domain clock.</summary>
internal sealed class HostSlotRow
{
    public required string HostKey { get; set; }

    public long FreeAt { get; set; }
}

/// <summary>Second clock of a takedown: when to decide.</summary>
internal sealed class WakeUpRow
{
    public Guid TakedownId { get; set; }

    public Guid CaseId { get; set; }

    public long Due { get; set; }

    public Guid? LeaseToken { get; set; }

    public long LeaseUntil { get; set; }

    public int Failures { get; set; }
}

/// <summary>A look-up of routes to be done.</summary>
internal sealed class RouteWorkRow
{
    public Guid TakedownId { get; set; }

    public Guid CaseId { get; set; }

    public long Due { get; set; }

    public Guid? LeaseToken { get; set; }

    public long LeaseUntil { get; set; }

    public int Failures { get; set; }
}

internal enum OutboxState
{
    Ready,

    /// <summary>Committed before MAIL FROM; with a dead lease the server may have it.</summary>
    Sending,

    /// <summary>A try ended without an answer: the repeat is marked.</summary>
    Doubtful,
}

/// <summary>A letter or briefing on its way.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>Null for a briefing.</summary>
    public Guid? NoticeId { get; set; }

    public required byte[] Letter { get; set; }

    public long Due { get; set; }

    /// <summary>Exclusive; null where freshness does not apply.</summary>
    public long? FreshUntil { get; set; }

    public int State { get; set; }

    public int Tries { get; set; }

    /// <summary>On a Ready row: held until then, and reported again after.</summary>
    public long LeaseUntil { get; set; }

    public Guid? LeaseToken { get; set; }

    public bool FirstLetter { get; set; }

    /// <summary>Withdrawals leave a paused or closed case too, never a quarantined one.</summary>
    public bool Withdrawal { get; set; }
}

/// <summary>A first letter that began to leave: what the fuse counts. Kept after its outbox row is gone.</summary>
internal sealed class FirstLetterRow
{
    public Guid OutboxId { get; set; }

    public long At { get; set; }
}

/// <summary>What happens once per installation: a due row claimed by whoever comes first.</summary>
internal sealed class DutyRow
{
    public required string Name { get; set; }

    public long Due { get; set; }
}
