using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Clean.ThumbnailPlanner;

public sealed record Plan(string Bucket, string Key, int Width);

/// <summary>Instance state is set by the constructor, once, and read by every invocation.</summary>
public class Function
{
    private readonly int[] _widths;
    private readonly Dictionary<string, string> _suffixes = [];
    private readonly string _target;
    private int _minimum;

    public Function()
        : this(Environment.GetEnvironmentVariable("TARGET") ?? "thumbnails")
    {
    }

    internal Function(string target)
    {
        _target = target;
        _widths = [64, 128, 512];
        Array.Reverse(_widths);
        FillSuffixes();
    }

    public Task<List<Plan>> Handle(S3Event evt, ILambdaContext context)
    {
        var plans = new List<Plan>();
        foreach (var record in evt.Records)
        {
            var key = record.S3.Object.KeyDecoded;
            if (record.S3.Object.Size < _minimum)
            {
                continue;
            }

            plans.AddRange(_widths.Select(w => new Plan(_target, Rename(key, w), w)));
        }

        plans.Sort((a, b) => a.Width.CompareTo(b.Width));
        return Task.FromResult(plans);
    }

    private void FillSuffixes()
    {
        _minimum = 1024;
        foreach (var width in _widths)
        {
            _suffixes[width.ToString()] = "_" + width;
        }
    }

    private string Rename(string key, int width) => key + _suffixes[width.ToString()];
}
