using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Routes in the order in which they are used, and what sources could not say.</summary>
internal sealed record RouteFindings(ImmutableArray<Route> Routes, ImmutableArray<SourceNote> Notes);

/// <summary>Why a source had nothing to say: a short reason, never a part of an answer.</summary>
internal sealed record SourceNote(RouteSource Source, string Text);
