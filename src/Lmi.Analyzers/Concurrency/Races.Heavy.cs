using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Resources;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Tells initializations on first use that build something expensive from those that do not.</summary>
internal sealed partial class Races
{
    /// <summary>Is something expensive built where this storage was found unset?</summary>
    private bool IsHeavy(Access access, BodySummary body, CancellationToken cancellationToken) => ProductOf(access, body, cancellationToken) != null;

    /// <summary>Written beside the flag that is tested: the expensive value itself.</summary>
    private bool IsHeavyPartOf(Value tested, Access access, BodySummary body, CancellationToken cancellationToken) =>
        body.Accesses.Exists(a => (a.Traits & (AccessTraits.Lazy | AccessTraits.Flag)) == (AccessTraits.Lazy | AccessTraits.Flag) && a.Target.IsSameStorage(tested)) && builders.Of(access.Value, body, cancellationToken) != null;

    private (HeavyProduct Product, TextSpan Span)? ProductOf(Access access, BodySummary body, CancellationToken cancellationToken)
    {
        if (builders.Of(access.Value, body, cancellationToken) is { } product)
        {
            return (product, access.Span);
        }

        return builders.InBody(body, unset => unset.Any(u => u.IsSameStorage(access.Target)), cancellationToken) is { } built
            ? (built.Product, (access.Traits & AccessTraits.Flag) != 0 ? built.Span : access.Span)
            : null;
    }

    /// <summary>The race at what builds the object; null when another write of the same branch, which holds it, is reported instead.</summary>
    private Race? WithProduct(Race race, Access access, BodySummary body, CancellationToken cancellationToken)
    {
        if (ProductOf(access, body, cancellationToken) is not { } built)
        {
            return null;
        }

        if ((access.Traits & AccessTraits.Flag) != 0 && body.Accesses.Exists(a => a.InitializedWith != null && a.InitializedWith.IsSameStorage(access.Target) && builders.Of(a.Value, body, cancellationToken) != null))
        {
            return null;
        }

        return new Race(race.Kind, Location.Create(body.Member.Tree, built.Span), race.State, race.StateName, race.TypeName, race.Path, body, race.Traits) { Heavy = built.Product };
    }
}
