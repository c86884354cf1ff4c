using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency;

/// <summary>What is written once, and what goes to and fro.</summary>
internal sealed partial class Races
{
    /// <summary>Is something set that was seen unset? A flag that is also set back is the state of something, not an initialization.</summary>
    private bool IsInitialization(Access access, CancellationToken cancellationToken) =>
        (access.Traits & AccessTraits.Lazy) != 0 && !IsNothing(access.Value) && ((access.Traits & AccessTraits.Flag) == 0 || access.Target.Kind is not (ValueKind.Member or ValueKind.Static) || IsOnlySetTo(access.Value, access.Target.Id, cancellationToken));

    /// <summary>Is it a flag that is only ever lowered, and never raised? Nobody gets here.</summary>
    private bool IsNeverRaised(Access access, CancellationToken cancellationToken) =>
        access is { Kind: AccessKind.Overwrite, Target.Kind: ValueKind.Member or ValueKind.Static, Value.Kind: ValueKind.Constant } && access.Value.Id == bool.FalseString
        && IsOnlySetTo(access.Value, access.Target.Id, cancellationToken, fromTheStart: true);

    private bool IsOnlyFilledWith(Access access, CancellationToken cancellationToken) =>
        lifetimes.StoresTo(access.Target.Id, cancellationToken).All(s => s.Access.Kind == AccessKind.Construction || s.Access.Value == access.Value || IsSame(s.Access.Value, access.Value, s.Body));

    /// <summary>Null, or a default: who assigns it takes something away.</summary>
    private static bool IsNothing(Value value) => value is { Kind: ValueKind.Constant, Id: "", IsText: false };

    /// <summary>
    /// Is nothing lost when several write at once, so that no lock would change the outcome? What is set whole in an entry that the invocation looked up with its own data, and not asked for here;
    /// and what never gets another value: a setting that was not asked for before, a flag that keeps a failure, or one that is never raised.
    /// </summary>
    private bool IsRightWhoeverIsLast(Access access, BodySummary body, CancellationToken cancellationToken)
    {
        if (access.Kind != AccessKind.Overwrite || (access.Traits & (AccessTraits.Lazy | AccessTraits.Tearable)) != 0)
        {
            return false;
        }

        var read = body.Reads.Find(r => r.Storage.IsSameStorage(access.Target));
        if (read == null && data.IsInOwnEntry(access.Target, body, cancellationToken))
        {
            return true;
        }

        return access.Target.Kind is ValueKind.Member or ValueKind.Static
            && ((access.Traits & AccessTraits.Failure) != 0 && access.TypeName == nameof(Boolean) ? IsOnlySetTo(access.Value, access.Target.Id, cancellationToken)
                : access.Value.Kind == ValueKind.Constant && access.Value.Id == bool.FalseString ? IsOnlySetTo(access.Value, access.Target.Id, cancellationToken, fromTheStart: true)
                : (read == null || read.Span.Start > access.Span.Start) && IsSetting(access.Value, 0) && IsOnlyFilledWith(access, cancellationToken));
    }

    /// <summary>Is the value the same whenever it is computed: a text, an environment variable, an entry of the configuration, the context's logger, the one object that a static property names, or made of these?</summary>
    private bool IsSetting(Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Constant:
                return value.IsText;
            case ValueKind.Any or ValueKind.Derived when depth > Limits.HolderDepth:
                return false;
            case ValueKind.Any:
                return value.Parts.All(p => IsNothing(p) || IsSetting(p, depth + 1));
            case ValueKind.Derived when value.Id == Value.Ambient:
                return true;
            case ValueKind.Static:
                return symbols.Symbol(value.Id) is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
            case ValueKind.Derived when value.Parts.IsEmpty && symbols.Symbol(value.Id) is IPropertySymbol { IsStatic: true, SetMethod: null, Name: "Default" or "Instance" or "Shared" or "Empty" }:
                return true; // what these names promise
            case ValueKind.Derived when value.Id == Value.Concatenation:
                return value.Parts.All(p => IsSetting(p, depth + 1));
            case ValueKind.Derived when symbols.Symbol(value.Id) is { } member:
                return symbols.Knowledge.Find(Verdict.Unique, member) is { } unique
                    // One part may be the configuration that is asked.
                    ? unique.Argument("kind") == "process" && value.Parts.Count(p => !IsSetting(p, depth + 1)) <= (member is IMethodSymbol { IsStatic: true, IsExtensionMethod: false } ? 0 : 1)
                    : member.ContainingType is { SpecialType: not SpecialType.None } or { Name: nameof(Convert) } && !value.Parts.IsEmpty && value.Parts.All(p => p.Kind == ValueKind.Constant || IsSetting(p, depth + 1));
            default:
                return false;
        }
    }

    /// <param name="fromTheStart">The value that it begins with counts as well.</param>
    private bool IsOnlySetTo(Value value, string flag, CancellationToken cancellationToken, bool fromTheStart = false)
    {
        foreach (var (_, store) in lifetimes.StoresTo(flag, cancellationToken))
        {
            if ((fromTheStart || store.Kind != AccessKind.Construction) && (store.Value.Kind != ValueKind.Constant || store.Value.Id != value.Id))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Behind an interface, the creation decides: reported only when all that is stored is known to be unsafe.</summary>
    private bool IsUnsafeCollection(Access access, BodySummary body, CancellationToken cancellationToken)
    {
        if ((access.Traits & AccessTraits.AbstractType) == 0)
        {
            return true;
        }

        return IsUnsafe(access.Target, body, 0, cancellationToken);
    }

    private bool IsUnsafe(Value value, BodySummary body, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.HolderDepth)
        {
            return false;
        }

        switch (value.Kind)
        {
            case ValueKind.New:
                return value.Id.StartsWith("T:", StringComparison.Ordinal) && symbols.Symbol(value.Id) is INamedTypeSymbol type && symbols.Collection(type) is { } fact && fact.Argument("abstract") == null;
            case ValueKind.Local:
                return body.Member.TryGetLocal(value, out var local) && local.Values.Count > 0 && local.Values.All(v => IsUnsafe(v, local.Owner, depth + 1, cancellationToken));
            case ValueKind.Member or ValueKind.Static:
                if (symbols.Symbol(value.Id) is { } declared && !symbols.IsSource(declared))
                {
                    return true; // a property of an event or DTO: a plain collection behind an interface
                }

                var declaredType = symbols.Symbol(value.Id) switch { IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };
                if (symbols.Collection(declaredType) is { } known && known.Argument("abstract") == null)
                {
                    return true;
                }

                var stores = lifetimes.StoresTo(value.Id, cancellationToken).ToList();
                return stores.Count > 0 && stores.All(s => IsUnsafe(s.Access.Value, s.Body, depth + 1, cancellationToken));
            case ValueKind.Parameter:
                // What a constructor is given, where all who call it are known: not one that tests and containers call.
                var given = summaries.Body(value.Id, cancellationToken) is { Kind: BodyKind.Constructor } constructor && entryPoints.SharedTypeReason(constructor.Member.ContainingType) == null ? invocations.CallersOf(constructor, cancellationToken) : Array.Empty<(BodySummary, CallSite)>();
                return given.Count > 0 && given.All(g => value.Index < g.Call.Arguments.Length && IsUnsafe(g.Call.Arguments[value.Index], g.Body, depth + 1, cancellationToken));
            case ValueKind.Any:
                return value.Parts.All(p => p.Kind == ValueKind.Constant || IsUnsafe(p, body, depth + 1, cancellationToken));
            case ValueKind.Element:
                return value.Parts.Any(p => p.Kind == ValueKind.Delegate && (summaries.Body(p.Id, cancellationToken)?.Returns.Any(r => IsUnsafe(r, body, depth + 1, cancellationToken)) ?? false));
            default:
                return false;
        }
    }
}
