using System.Runtime.CompilerServices;

namespace Lmi.Analyzers.Roslyn;

/// <summary>
/// For the methods that run for every operation of a program. A command-line compiler ends before the runtime has found them hot: it goes on running code that was
/// compiled in haste, which costs more than compiling these few well at once.
/// </summary>
internal static class Hot
{
    /// <summary>MethodImplOptions.AggressiveOptimization, which netstandard2.0 does not name; older runtimes ignore it.</summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
