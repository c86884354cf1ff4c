using System;
using System.Linq;
using System.Text.RegularExpressions;
using Lmi.Analyzers.Tests.Conventions;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>What a proof does not show, its name says.</summary>
public class ProofConventionsTests
{
    [Fact]
    public void A_case_that_is_not_explored_says_why_in_its_name()
    {
        var cases = OwnSource.Files.Where(static f => f.EndsWith("Proofs.cs", StringComparison.Ordinal))
            .SelectMany(static f => Regex.Matches(OwnSource.Read(f), @"public (async )?Task (?<name>\w+)\([^)]*\)\s*=>\s*(?<proof>[\w.]+)"))
            .ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, static c => Assert.Equal(
            c.Groups["proof"].Value.Contains("Stress", StringComparison.Ordinal),
            c.Groups["name"].Value.Contains("_stress_only_because_", StringComparison.Ordinal)));
    }
}
