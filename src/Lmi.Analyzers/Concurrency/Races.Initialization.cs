using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;

namespace Lmi.Analyzers.Concurrency;

/// <summary>What is written once, and what goes to and fro.</summary>
internal sealed partial class Races
{
    /// <summary>Is something set that was seen unset? A flag that is also set back is the state of something, not an initialization.</summary>
    private bool IsInitialization(Access access, CancellationToken cancellationToken) =>
        (access.Traits & AccessTraits.Lazy) != 0 && !IsNothing(access.Value) && ((access.Traits & AccessTraits.Flag) == 0 || access.Target.Kind is not (ValueKind.Member or ValueKind.Static) || IsOnlySetTo(access.Value, access.Target.Id, cancellationToken));

    /// <summary>Null, or a default: who assigns it takes something away.</summary>
    private static bool IsNothing(Value value) => value is { Kind: ValueKind.Constant, Id: "", IsText: false };

    private bool IsOnlySetTo(Value value, string flag, CancellationToken cancellationToken)
    {
        foreach (var (_, store) in lifetimes.StoresTo(flag, cancellationToken))
        {
            if (store.Kind != AccessKind.Construction && (store.Value.Kind != ValueKind.Constant || store.Value.Id != value.Id))
            {
                return false;
            }
        }

        return true;
    }
}
