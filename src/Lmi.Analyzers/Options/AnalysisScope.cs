namespace Lmi.Analyzers.Options;

/// <summary>Where invocations come from.</summary>
internal enum AnalysisScope
{
    Off,
    Handlers,

    /// <summary>Public members count as called by concurrent invocations.</summary>
    Library,

    /// <summary>Decided by what the compilation contains.</summary>
    Auto,
}
