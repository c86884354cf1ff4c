using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace Corpus.Clean.VectorMath;

public readonly record struct Vector(double X, double Y)
{
    public static readonly Vector Zero = new(0, 0);

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y);

    public static Vector operator *(Vector v, double k) => v with { X = v.X * k, Y = v.Y * k };

    public static implicit operator Vector((double X, double Y) pair) => new(pair.X, pair.Y);
}

/// <summary>Operators, an indexer, ref returns and swaps, all on objects of the invocation.</summary>
public sealed class Path
{
    private readonly Vector[] _points;
    private int _reads;

    public Path(int length) => _points = new Vector[length];

    public int Length => _points.Length;

    public Vector this[int index]
    {
        get
        {
            _reads++;
            return _points[index];
        }
        set => _points[index] = value;
    }

    public ref Vector At(int index) => ref _points[index];

    public static Path operator +(Path path, Vector shift)
    {
        var moved = new Path(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            moved[i] = path[i] + shift;
        }

        return moved;
    }
}

public class Function
{
    private static readonly Vector Shift = (1, 1);

    public double Handle(List<double> numbers, ILambdaContext context)
    {
        var path = new Path(numbers.Count);
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = (numbers[i], i);
        }

        path += Shift;
        ref var first = ref path.At(0);
        first = first * 2;
        (path[0], path[1]) = (path[1], path[0]);

        var sum = Vector.Zero;
        for (var i = 0; i < path.Length; i++)
        {
            sum += path[i];
        }

        return sum.X + sum.Y;
    }
}
