using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Summaries.Trees;

/// <summary>
/// Equal for two compilations when nothing but the inside of bodies differs between them, and nothing that the user says about types, so that summaries of unchanged trees still hold. Computed when first
/// compared: a build from the command line never does.
/// </summary>
internal sealed class DeclarationStamp : IEquatable<DeclarationStamp>
{
    private readonly object _gate = new();
    private SyntaxTree[]? _trees;
    private ulong _value;

    public DeclarationStamp(Compilation compilation, ulong knowledge)
    {
        _trees = compilation.SyntaxTrees.ToArray();

        // By identity: the options of the command-line compiler refuse GetHashCode.
        _value = (uint)RuntimeHelpers.GetHashCode(compilation.Options);
        Mix(knowledge);
        foreach (var reference in compilation.References)
        {
            Mix((uint)RuntimeHelpers.GetHashCode(reference));
        }
    }

    private ulong Value
    {
        get
        {
            lock (_gate)
            {
                foreach (var tree in _trees ?? Enumerable.Empty<SyntaxTree>())
                {
                    Mix(TreeIndex.Of(tree, CancellationToken.None).DeclarationHash);
                }

                _trees = null; // keeps no old tree alive
                return _value;
            }
        }
    }

    public bool Equals(DeclarationStamp? other) => other != null && (ReferenceEquals(this, other) || Value == other.Value);

    public override bool Equals(object? obj) => Equals(obj as DeclarationStamp);

    public override int GetHashCode() => Value.GetHashCode();

    private void Mix(ulong part) => _value = (_value ^ part) * 1099511628211UL;
}
