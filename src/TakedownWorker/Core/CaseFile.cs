using System.Collections.Immutable;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>All of one case, as one transaction sees it.</summary>
internal sealed record CaseFile(CaseFacts Facts, ImmutableArray<Takedown> Takedowns, ImmutableArray<Notice> Notices);
